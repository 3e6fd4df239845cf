//! Ready-made funnels to start from, and the standard names, which are translated until somebody renames them. Pure.
//!
//! A standard name is kept as its key behind an `@`, which no typed name begins with; a stage without a name is called as
//! its kind is.

use super::{Funnel, StageKind, StageSettings, shape::ShapeRefusal, standard_stages};

/// What a standard name begins with where it is kept.
pub const STANDARD_MARK: char = '@';

/// A funnel that one can start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// The seven kinds, one after the other.
    Standard,
    /// Courses: from the first contact to the last lesson.
    Courses,
    /// Subscriptions: paid again and again until they end.
    Subscriptions,
    /// Consultations: booked, held, or missed.
    Consultations,
}

/// A stage of a ready-made funnel: its slug and key of its name (empty: as its kind is called), and its kind.
type Step = (&'static str, StageKind);

const COURSES: &[Step] = &[
    ("", StageKind::New),
    ("contacted", StageKind::InProgress),
    ("", StageKind::AwaitingPayment),
    ("learning", StageKind::InProgress),
    ("completed", StageKind::Done),
    ("", StageKind::Cancelled),
    ("", StageKind::Refunded),
];
const SUBSCRIPTIONS: &[Step] = &[
    ("", StageKind::New),
    ("", StageKind::AwaitingPayment),
    ("active", StageKind::InProgress),
    ("past_due", StageKind::Error),
    ("ended", StageKind::Done),
    ("", StageKind::Cancelled),
    ("", StageKind::Refunded),
];
const CONSULTATIONS: &[Step] = &[
    ("", StageKind::New),
    ("", StageKind::AwaitingPayment),
    ("booked", StageKind::InProgress),
    ("held", StageKind::Done),
    ("no_show", StageKind::Cancelled),
    ("", StageKind::Cancelled),
    ("", StageKind::Refunded),
];

impl Template {
    /// Every one, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Standard, Self::Courses, Self::Subscriptions, Self::Consultations];

    /// The stable name, which is the key of its own name too.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Standard => super::STANDARD_SLUG,
            Self::Courses => "courses",
            Self::Subscriptions => "subscriptions",
            Self::Consultations => "consultations",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.code() == code)
    }

    /// The name of the funnel as it is kept.
    pub fn name(self) -> Option<String> {
        (self != Self::Standard).then(|| format!("{STANDARD_MARK}{}", self.code()))
    }

    /// Its stages in their order, each with its slug.
    pub fn stages(self) -> Vec<(&'static str, StageSettings)> {
        let steps = match self {
            Self::Standard => return standard_stages().map(|s| (s.slug, StageSettings::of(s.kind))).collect(),
            Self::Courses => COURSES,
            Self::Subscriptions => SUBSCRIPTIONS,
            Self::Consultations => CONSULTATIONS,
        };
        let stage = |(key, kind): &Step| {
            let name = (!key.is_empty()).then(|| format!("{STANDARD_MARK}{key}"));
            (if key.is_empty() { kind.code() } else { *key }, StageSettings { name, ..StageSettings::of(*kind) })
        };
        steps.iter().map(stage).collect()
    }
}

/// The name of a funnel whose form was sent: an empty one is the name that it began with, if it began with one.
pub fn funnel_name(typed: Option<String>, funnel: &Funnel) -> Result<Option<String>, ShapeRefusal> {
    match (typed, Template::parse(funnel.slug.as_str())) {
        (Some(name), _) => Ok(Some(name)),
        (None, Some(template)) => Ok(template.name()),
        (None, None) => standard_name(funnel.name.as_deref()).map(Some).ok_or(ShapeRefusal::NameMissing),
    }
}

/// The name that is kept when the form of a stage is sent with an empty one: a standard name stays what it was.
pub fn standard_name(before: Option<&str>) -> Option<String> {
    before.filter(|name| name.starts_with(STANDARD_MARK)).map(str::to_owned)
}

/// The name that somebody has typed; none for a standard one.
pub fn typed_name(name: Option<&str>) -> &str {
    name.filter(|name| !name.starts_with(STANDARD_MARK)).unwrap_or_default()
}
