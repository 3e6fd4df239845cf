//! How a client is reached: links to e-mail, telephone and messengers, with a text where the link can carry one. Pure.
//!
//! Messengers are what people write down: `Telegram @olena, WhatsApp +380 50 123 45 67`, or addresses of profiles. A
//! number is a way to a messenger only with its country: nobody guesses one.

use crate::contact::phone_key;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand in a link as it is (RFC 3986, unreserved).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A way to reach somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// A letter.
    Email,
    /// A call.
    Call,
    /// A short message.
    Sms,
    /// WhatsApp.
    WhatsApp,
    /// Telegram.
    Telegram,
    /// Viber.
    Viber,
    /// Signal.
    Signal,
    /// Facebook Messenger.
    Messenger,
    /// Instagram.
    Instagram,
}

impl Way {
    /// What it is called in every language; nothing where that is a word like others.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Email | Self::Call | Self::Sms => None,
            Self::WhatsApp => Some("WhatsApp"),
            Self::Telegram => Some("Telegram"),
            Self::Viber => Some("Viber"),
            Self::Signal => Some("Signal"),
            Self::Messenger => Some("Messenger"),
            Self::Instagram => Some("Instagram"),
        }
    }

    /// Whether a link to it holds a text. Telegram: <https://core.telegram.org/api/links>.
    pub const fn carries_text(self) -> bool {
        matches!(self, Self::Email | Self::Sms | Self::WhatsApp | Self::Telegram)
    }

    /// Words by which people name it.
    const fn called(self) -> &'static [&'static str] {
        match self {
            Self::Email | Self::Call | Self::Sms => &[],
            Self::WhatsApp => &["whatsapp", "wa.me", "ватсап", "вотсап"],
            Self::Telegram => &["telegram", "t.me", "tg", "телеграм"],
            Self::Viber => &["viber", "вайбер"],
            Self::Signal => &["signal", "сигнал"],
            Self::Messenger => &["messenger", "m.me", "facebook", "fb", "фейсбук"],
            Self::Instagram => &["instagram", "ig.me", "insta", "ig", "інстаграм"],
        }
    }
}

/// Every messenger.
const MESSENGERS: [Way; 6] = [Way::WhatsApp, Way::Telegram, Way::Viber, Way::Signal, Way::Messenger, Way::Instagram];

/// What is to be said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// What it is about, in one line.
    pub subject: String,
    /// The text, lines ended by `\n`.
    pub body: String,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads to.
    pub way: Way,
    /// The address, escaped.
    pub href: String,
}

/// The ways to reach somebody, each once; with a text where there is one and the link can carry it.
pub fn links(email: &str, phone: &str, messengers: &str, letter: Option<&Letter>) -> Vec<Link> {
    let text = letter.map(|letter| escaped(&letter.body));
    let with = |address: String, name: &str| match &text {
        Some(text) => format!("{address}?{name}={text}"),
        None => address,
    };
    let mut links = Vec::new();
    if !email.is_empty() {
        let address = format!("mailto:{}", escaped(email).replace("%40", "@"));
        let href = match (letter, &text) {
            (Some(letter), Some(text)) => format!("{address}?subject={}&body={text}", escaped(&letter.subject)),
            _ => address,
        };
        links.push(Link { way: Way::Email, href });
    }
    let international = international(phone);
    if let Some(dialled) = dialled(phone) {
        links.push(Link { way: Way::Call, href: format!("tel:{dialled}") });
        links.push(Link { way: Way::Sms, href: with(format!("sms:{dialled}"), "body") });
    }
    let mut ways: Vec<(Way, String)> = Vec::new();
    if let Some(digits) = &international {
        ways.push((Way::WhatsApp, digits.clone()));
    }
    ways.extend(
        messengers.split([',', ';', '\n', '|', '·']).filter_map(|said| messenger(said, international.as_ref())),
    );
    for (way, to) in ways {
        let href = match way {
            Way::WhatsApp => with(format!("https://wa.me/{to}"), "text"),
            Way::Telegram => with(format!("https://t.me/{to}"), "text"),
            Way::Viber => format!("viber://chat?number=%2B{to}"),
            Way::Signal => format!("https://signal.me/#p/+{to}"),
            Way::Messenger => format!("https://m.me/{to}"),
            Way::Instagram => format!("https://ig.me/m/{to}"),
            Way::Email | Way::Call | Way::Sms => continue,
        };
        if links.iter().all(|known| known.href != href) {
            links.push(Link { way, href });
        }
    }
    links
}

/// Percent-encoded; lines end as in mail.
fn escaped(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\n', "\r\n");
    utf8_percent_encode(&lines, PLAIN).to_string()
}

/// What is dialled; nothing where there is no number in it.
fn dialled(phone: &str) -> Option<String> {
    phone_key(phone)?;
    Some(phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect())
}

/// The digits of a number that says its country.
fn international(phone: &str) -> Option<String> {
    let begins = phone.trim_start();
    let digits = phone_key(phone).filter(|_| begins.starts_with('+') || begins.starts_with("00"))?;
    (7..=15).contains(&digits.len()).then_some(digits)
}

/// Which messenger somebody wrote down, and who is found there; their telephone number where nobody else is named.
fn messenger(said: &str, phone: Option<&String>) -> Option<(Way, String)> {
    let said = said.trim();
    let lower = said.to_lowercase();
    let names = |way: &Way| {
        let mut words =
            lower.split(|c: char| !c.is_alphanumeric() && c != '.').map(|word| word.trim_start_matches("www."));
        words.any(|word| way.called().iter().any(|name| word == *name || word == format!("{name}.com")))
    };
    let way = MESSENGERS.iter().copied().find(names).or_else(|| said.starts_with('@').then_some(Way::Telegram))?;
    // What stands behind the last blank, colon or slash is the name; a number may hold blanks.
    let address = said.split('?').next().unwrap_or_default();
    let parts = |c: char| c.is_whitespace() || matches!(c, ':' | '/' | '=');
    let named = address.rsplit(parts).find(|part| !part.is_empty());
    let name = named.map(|name| name.trim_start_matches('@')).filter(|name| {
        let is_the_messenger = way.called().contains(&name.to_lowercase().as_str());
        let fits = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
        fits && !is_the_messenger && (3..=50).contains(&name.len()) && name.contains(|c: char| c.is_ascii_alphabetic())
    });
    let number = said.find(['+']).and_then(|at| international(&said[at..])).or_else(|| {
        let digits: String = said.chars().filter(char::is_ascii_digit).collect();
        lower.contains("wa.me/").then_some(digits).filter(|digits| (7..=15).contains(&digits.len()))
    });
    match way {
        Way::Telegram => match (name, number) {
            (Some(name), _) => Some((way, name.to_owned())),
            (None, number) => number.or_else(|| phone.cloned()).map(|digits| (way, format!("+{digits}"))),
        },
        Way::Messenger | Way::Instagram => name.map(|name| (way, name.to_owned())),
        _ => number.or_else(|| phone.cloned()).map(|digits| (way, digits)),
    }
}
