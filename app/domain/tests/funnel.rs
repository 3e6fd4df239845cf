//! Funnels: whatever an owner asks for, every funnel stays one in which work can begin and end; forms say what is meant;
//! orders that lose their stage keep their sums true; and nobody sees what is not theirs.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Funnel, Order, Role, Slug, Stage, StageKind,
    event::{Cause, EventKind},
    funnel::{
        Colour, FunnelAccess, FunnelDraft, Sight, StageDraft, StageSettings, Template,
        draft::{NAME_MAX, STALE_MAX, WIP_MAX},
        shape::{self, FunnelSheet, ShapeRefusal, StageCount},
        templates::{standard_name, typed_name},
    },
    ids::StageId,
    order::{
        Action, OrderDraft,
        change::Known,
        transition::{self, Command, Refusal, apply},
    },
    testing::{self, Kept, NOW},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

mod common;
use common::{cast, order_of};

fn kinds() -> impl Strategy<Value = StageKind> {
    select(StageKind::ALL.to_vec())
}

fn settings() -> impl Strategy<Value = StageSettings> {
    let name = option::of("[a-zа-яé]{1,6}");
    let colour = option::of(select(Colour::ALL.to_vec()));
    (name, kinds(), colour, option::of(1..50_i64), option::of(1..50_i64)).prop_map(
        |(name, kind, colour, wip_limit, stale_days)| StageSettings { name, kind, colour, wip_limit, stale_days },
    )
}

fn orders() -> impl Strategy<Value = Order> {
    let cast = cast();
    // Without refunds: what is owed again of them is the store's to hand over.
    (testing::draft(&cast), any::<bool>()).prop_map(move |(draft, archived)| Order {
        archived_at: archived.then_some(NOW),
        ..order_of(&OrderDraft { refunds: vec![], ..draft }.check().unwrap(), &cast)
    })
}

fn stages() -> impl Strategy<Value = (Funnel, Stage)> {
    let all: Vec<_> =
        cast().funnels.0.into_iter().flat_map(|f| f.stages.clone().into_iter().map(move |s| (f.clone(), s))).collect();
    select(all)
}

fn settings_of(stage: &Stage) -> StageSettings {
    let Stage { name, kind, colour, wip_limit, stale_days, .. } = stage.clone();
    StageSettings { name, kind, colour, wip_limit, stale_days }
}

proptest! {
    #[test]
    fn any_changes_and_removals_leave_a_funnel_in_which_work_begins_and_ends(
        steps in vec((0..8_usize, option::of(settings())), 1..40)
    ) {
        let mut funnel = cast().funnels.0[0].clone();
        for (at, step) in steps {
            let Some(stage) = funnel.stages.get(at).cloned() else { continue };
            let before = funnel.clone();
            match step {
                Some(settings) => match shape::changed(&funnel, &stage, &settings, &Kept) {
                    Ok(Some((after, event))) => {
                        prop_assert_eq!(settings_of(&after), settings.clone());
                        prop_assert_eq!((after.id, &after.slug), (stage.id, &stage.slug), "links to it stay");
                        prop_assert_ne!(event.before, event.after);
                        funnel.stages[at] = after.clone();
                        let again = shape::changed(&funnel, &after, &settings, &Kept);
                        prop_assert_eq!(again, Ok(None), "again is a no-op");
                    }
                    Ok(None) => prop_assert_eq!(settings_of(&stage), settings),
                    Err(_) => prop_assert_eq!(&funnel, &before, "a refused change changes nothing"),
                },
                None => {
                    if shape::may_go(&funnel, stage.id).is_ok() {
                        funnel.stages.remove(at);
                    }
                }
            }
            prop_assert!(funnel.stages.iter().any(|s| s.kind.is_open()));
            prop_assert!(funnel.stages.iter().any(|s| !s.kind.is_open()));
        }
    }

    #[test]
    fn placing_moves_one_and_keeps_the_others_in_order(list in vec(0..99_u8, 1..12), from in 0..12_usize, to in 0..20_usize) {
        let list: Vec<(usize, u8)> = list.into_iter().enumerate().collect();
        let one = list[from % list.len()];
        let Some(after) = shape::placed(&list, one, to) else {
            prop_assert_eq!(to.min(list.len() - 1), from % list.len());
            return Ok(());
        };
        prop_assert_eq!(after[to.min(list.len() - 1)], one);
        let others = |list: &[(usize, u8)]| list.iter().copied().filter(|o| *o != one).collect::<Vec<_>>();
        prop_assert_eq!(others(&after), others(&list));
        prop_assert_eq!(shape::placed(&after, one, to), None, "again is a no-op");
    }

    #[test]
    fn a_form_that_shows_a_stage_says_the_same_stage(settings in settings()) {
        let number = |n: Option<i64>| n.map_or_else(String::new, |n| n.to_string());
        let draft = StageDraft {
            name: settings.name.clone().unwrap_or_default(),
            kind: settings.kind.code().into(),
            colour: settings.colour.map_or("", Colour::code).into(),
            wip_limit: number(settings.wip_limit),
            stale_days: number(settings.stale_days),
        };
        prop_assert_eq!(draft.check(), Ok(settings));
    }

    #[test]
    fn whatever_is_typed_is_refused_or_fits(name in ".{0,80}", kind in ".{0,12}", colour in ".{0,8}", wip in ".{0,9}", stale in "[0-9-]{0,6}") {
        let draft = StageDraft { name, kind, colour, wip_limit: wip, stale_days: stale };
        if let Ok(settings) = draft.check() {
            let name = settings.name.unwrap_or_else(|| "x".into());
            prop_assert!((1..=NAME_MAX).contains(&name.chars().count()));
            prop_assert!(!name.chars().any(char::is_control) && !name.starts_with('@'));
            prop_assert!(settings.wip_limit.is_none_or(|n| (1..=WIP_MAX).contains(&n)));
            prop_assert!(settings.stale_days.is_none_or(|n| (1..=STALE_MAX).contains(&n)));
        }
    }

    #[test]
    fn an_order_goes_to_any_stage_of_any_funnel_and_back(order in orders(), (funnel, stage) in stages()) {
        let action = Action::Transfer { funnel: funnel.slug.clone(), stage: stage.slug.clone() };
        prop_assert_eq!(Action::parse(&action.code().unwrap()), Some(action.clone()));
        let known = Known { funnels: cast().funnels, ..Known::default() };
        let command = action.resolve(&order, &known).unwrap();
        match apply(&order, &command, 0, NOW) {
            Ok(None) => prop_assert_eq!(order.stage.id, stage.id),
            Err(refusal) => prop_assert!(refusal == Refusal::Archived && order.archived_at.is_some()),
            Ok(Some((after, event))) => {
                prop_assert_eq!((after.funnel.id, after.stage.id), (funnel.id, stage.id));
                prop_assert_eq!(after.due == 0, stage.kind.owes_nothing() || order.total <= order.paid);
                prop_assert_eq!((after.version, after.stage_entered_at), (order.version + 1, NOW));
                let within = order.funnel.id == funnel.id;
                prop_assert_eq!(matches!(event, EventKind::Moved(_)), within);
                prop_assert_eq!(matches!(event, EventKind::Transferred(_)), !within);
                let back = event.inverse().unwrap().resolve(&after, &known).unwrap();
                let (restored, _) = apply(&after, &back, 0, NOW).unwrap().unwrap();
                prop_assert_eq!((&restored.funnel, &restored.stage), (&order.funnel, &order.stage));
            }
        }
    }

    #[test]
    fn an_order_whose_stage_goes_goes_too_archived_or_not(order in orders(), (funnel, stage) in stages()) {
        prop_assume!(stage.id != order.stage.id);
        let (after, event) = transition::rehomed(&order, (&funnel, &stage), Cause::StageDeleted, 0, NOW);
        prop_assert_eq!((after.funnel.id, after.stage.id), (funnel.id, stage.id));
        prop_assert_eq!((after.total, after.paid, after.archived_at), (order.total, order.paid, order.archived_at));
        prop_assert_eq!(after.version, order.version + 1);
        prop_assert!(!stage.kind.owes_nothing() || after.due == 0);
        prop_assert!(event.inverse().is_some());
        let cause = match event {
            EventKind::Moved(moved) => moved.cause,
            EventKind::Transferred(moved) => moved.cause,
            other => panic!("{other:?}"),
        };
        prop_assert_eq!(cause, Cause::StageDeleted);
    }

    #[test]
    fn an_order_whose_stage_means_something_else_owes_what_the_new_meaning_says(order in orders(), kind in kinds()) {
        let cast = cast();
        let (_, stage) = cast.funnels.stage(order.stage.id).unwrap();
        let after_stage = Stage { kind, ..stage.clone() };
        let (after, event) = transition::rekinded(&order, &after_stage, stage.kind, 0, NOW);
        prop_assert_eq!(after.due, if kind.owes_nothing() { 0 } else { (order.total - order.paid).max(0) });
        prop_assert_eq!((after.stage.kind, after.stage_entered_at), (kind, order.stage_entered_at));
        prop_assert_eq!(event, EventKind::Rekinded { from: stage.kind, to: kind });
        let (again, _) = transition::rekinded(&after, stage, kind, 0, NOW);
        prop_assert_eq!((again.due, again.stage), (order.due, order.stage), "and back");
    }
}

#[test]
fn ready_made_funnels_are_whole_and_their_names_are_translated_until_somebody_renames_them() {
    for template in Template::ALL {
        let stages = template.stages();
        let slugs: std::collections::BTreeSet<_> = stages.iter().map(|(slug, _)| slug).collect();
        assert_eq!(slugs.len(), stages.len(), "{template:?}");
        assert!(stages.iter().any(|(_, s)| s.kind.is_open()) && stages.iter().any(|(_, s)| !s.kind.is_open()));
        assert!(stages.iter().all(|(slug, s)| Slug::parse(slug).is_some() && typed_name(s.name.as_deref()).is_empty()));
        assert_eq!(Template::parse(template.code()), Some(template));
    }
    assert_eq!(standard_name(Some("@booked")), Some("@booked".into()));
    assert_eq!((standard_name(Some("Vente")), typed_name(Some("Vente"))), (None, "Vente"));
    let draft = |name: &str| FunnelDraft { name: name.into(), roles: vec!["viewer".into(), "king".into()] }.check();
    let access = FunnelAccess { managers: false, viewers: true };
    assert_eq!(
        draft("  Ma   vente ").unwrap(),
        domain::funnel::FunnelSettings { name: Some("Ma vente".into()), access }
    );
    assert_eq!(draft("@booked"), Err(vec![("name", "name_mark")]));
    assert_eq!(draft("a\u{7}"), Err(vec![("name", "name_strange")]));
    assert_eq!(draft(&"x".repeat(NAME_MAX + 1)), Err(vec![("name", "stage_name_long")]));
}

#[test]
fn owners_see_every_funnel_and_others_what_is_theirs() {
    let mut funnels = cast().funnels;
    funnels.0[1].access = FunnelAccess { managers: true, viewers: false };
    let seen = |sight| funnels.seen_by(sight).0.len();
    assert_eq!(
        [Sight::Everything, Sight::Of(Role::Owner), Sight::Of(Role::Manager), Sight::Of(Role::Viewer)].map(seen),
        [2, 2, 2, 1]
    );
    assert!(funnels.hide_from(Sight::Of(Role::Viewer)) && !funnels.hide_from(Sight::Of(Role::Owner)));
    funnels.0[1].access = FunnelAccess { managers: false, viewers: false };
    assert!(Sight::Of(Role::Owner).lets(&funnels.0[1]), "owners always do");
    let viewer = domain::Conditions::default().seen_by(Role::Viewer);
    assert!(viewer.lets_funnel(&funnels.0[0]) && !viewer.lets_funnel(&funnels.0[1]));
    assert!(!viewer.without_stages().lets_funnel(&funnels.0[1]), "counts per status know it too");
}

#[test]
fn orders_may_go_where_a_funnel_stays() {
    let sheet = |funnel: &Funnel, archived| FunnelSheet {
        stages: funnel.stages.iter().map(|_| StageCount { version: 1, orders: 2 }).collect(),
        funnel: funnel.clone(),
        archived,
        version: 1,
    };
    let funnels = cast().funnels.0;
    let sheets = [sheet(&funnels[0], false), sheet(&funnels[1], true)];
    let [gone, kept] = [funnels[0].stages[0].id, funnels[0].stages[1].id];
    let places: Vec<StageId> = shape::places(&sheets, None, Some(gone)).map(|(_, s)| s.id).collect();
    assert!(places.contains(&kept) && !places.contains(&gone) && places.len() == 6, "{places:?}");
    assert_eq!(shape::places(&sheets, Some(funnels[0].id), None).count(), 0);
    assert_eq!(sheets[0].orders(), 14);
    assert_eq!(shape::may_retire(&funnels[0]), Err(ShapeRefusal::Default));
    assert_eq!(shape::may_retire(&funnels[1]), Ok(()));
}

#[test]
fn two_stages_of_a_funnel_are_not_called_the_same() {
    let mut funnel = cast().funnels.0[0].clone();
    funnel.stages[1].name = Some("Été".into());
    let settings = StageSettings { name: Some("ete".into()), ..StageSettings::of(StageKind::New) };
    let changed =
        |funnel: &Funnel, settings: &StageSettings| shape::changed(funnel, &funnel.stages[0], settings, &Kept);
    assert_eq!(changed(&funnel, &settings), Err(ShapeRefusal::NameTaken));
    // A standard name is one as well, as it is read.
    let done = StageSettings { name: Some("Done".into()), ..StageSettings::of(StageKind::New) };
    assert_eq!(changed(&funnel, &done), Err(ShapeRefusal::NameTaken));
    assert_eq!(changed(&funnel, &StageSettings::of(StageKind::Done)), Err(ShapeRefusal::NameTaken));
    // Two that are called the same already can be changed in everything else.
    funnel.stages[0].name = Some("ÉTÉ".into());
    let quiet = StageSettings { stale_days: Some(9), ..settings_of(&funnel.stages[0]) };
    assert!(matches!(changed(&funnel, &quiet), Ok(Some(_))));
    assert_eq!(shape::is_free("Y", ["x".to_owned(), "Z".to_owned()]), Ok(()));
}

#[test]
fn a_command_into_a_stage_of_no_such_funnel_is_refused() {
    let cast = cast();
    let order = order_of(&testing::Dice::new(1).roll(&testing::draft(&cast)).check().unwrap(), &cast);
    let (home, away) = (&cast.funnels.0[0], &cast.funnels.0[1]);
    let command = Command::Transfer(home.into(), away.stages[0].clone());
    assert_eq!(apply(&order, &command, 0, NOW), Err(Refusal::OtherFunnel));
}
