//! Changes of orders: refused ones change nothing, each grows the version by one, undoing restores, forms say the same.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Order, Slug, StageKind,
    event::{EventKind, leave_as_it_was},
    ids::{BatchId, OrderId, UserId},
    order::{
        Action, ChangeRequest, FormProblem, IdempotencyKey, Outcome, TagLabel, Targets, UserLabel,
        change::{Known, LISTED_MAX, Reason, Refused, TagName},
        transition::{Command, Refusal, apply},
    },
    testing::{self, NOW},
    testing_changes,
};
use proptest::{prelude::*, sample::select};

mod common;
use common::{cast, order_of};

fn orders() -> impl Strategy<Value = Order> {
    let cast = cast();
    (testing::draft(&cast), any::<bool>()).prop_map(move |(draft, archived)| Order {
        archived_at: archived.then_some(NOW),
        ..order_of(&draft.check().unwrap(), &cast)
    })
}

fn known() -> Known {
    let cast = cast();
    Known {
        users: cast.managers.iter().map(|m| (m.id, m.clone())).collect(),
        tags: cast.tags.iter().map(|(_, s)| (s.clone(), TagLabel { slug: s.clone(), name: s.to_string() })).collect(),
        funnels: cast.funnels,
    }
}

/// The same once an order has tags that the desk has just made.
fn known_with(order: &Order) -> Known {
    let mut known = known();
    known.tags.extend(order.tags.iter().map(|t| (t.slug.clone(), t.clone())));
    known
}

fn actions() -> impl Strategy<Value = Action> {
    testing_changes::action(&cast())
}

proptest! {
    #[test]
    fn a_change_grows_the_version_by_one_and_doing_it_again_is_a_no_op(order in orders(), action in actions()) {
        let Ok(command) = action.resolve(&order, &known()) else { return Ok(()) };
        let before = order.clone();
        let outcome = apply(&order, &command, 0, NOW);
        prop_assert_eq!(&order, &before, "nothing changes in place");
        let Ok(Some((after, _))) = outcome else { return Ok(()) };
        prop_assert_eq!(after.version, order.version + 1);
        prop_assert_eq!(after.updated_at, NOW);
        prop_assert_eq!(apply(&after, &command, 0, NOW), Ok(None));
        prop_assert!(after.tags.windows(2).all(|pair| pair[0].slug < pair[1].slug), "tags stay sorted and distinct");
    }

    #[test]
    fn undoing_restores_manager_tags_stage_and_archive_and_keeps_the_history(order in orders(), action in actions()) {
        let Ok(command) = action.resolve(&order, &known()) else { return Ok(()) };
        let Ok(Some((after, event))) = apply(&order, &command, 0, NOW) else { return Ok(()) };
        let back = event.inverse().unwrap().resolve(&after, &known()).unwrap();
        let (restored, undone) = apply(&after, &back, 0, NOW.plus_millis(5)).unwrap().unwrap();
        prop_assert_eq!(&restored.manager, &order.manager);
        prop_assert_eq!(&restored.tags, &order.tags);
        prop_assert_eq!(&restored.stage, &order.stage);
        prop_assert_eq!(restored.archived_at.is_some(), order.archived_at.is_some());
        prop_assert_eq!(restored.version, order.version + 2);
        prop_assert_eq!((restored.total, restored.paid, restored.payment), (order.total, order.paid, order.payment));
        // And once more: undoing is a change like any other.
        let again = undone.inverse().unwrap().resolve(&restored, &known_with(&after)).unwrap();
        let (redone, _) = apply(&restored, &again, 0, NOW).unwrap().unwrap();
        prop_assert_eq!((&redone.manager, &redone.tags, &redone.stage), (&after.manager, &after.tags, &after.stage));
        prop_assert_eq!(redone.archived_at.is_some(), after.archived_at.is_some());
    }

    #[test]
    fn an_archived_order_is_only_taken_out(order in orders(), action in actions()) {
        prop_assume!(order.archived_at.is_some());
        let Ok(command) = action.resolve(&order, &known()) else { return Ok(()) };
        match (apply(&order, &command, 0, NOW), command) {
            (Ok(Some((out, event))), Command::Archive(false)) => {
                prop_assert_eq!((out.archived_at, event), (None, EventKind::Unarchived));
            }
            (Ok(None), _) | (Err(Refusal::Archived), _) => {}
            (other, command) => prop_assert!(false, "{:?} did {:?}", command, other),
        }
    }

    #[test]
    fn an_event_tells_exactly_what_tags_came_and_went(order in orders(), action in actions()) {
        let Ok(command) = action.resolve(&order, &known()) else { return Ok(()) };
        let Ok(Some((after, EventKind::Tagged { added, removed }))) = apply(&order, &command, 0, NOW) else {
            return Ok(());
        };
        let slugs = |o: &Order| o.tags.iter().map(|t| t.slug.clone()).collect::<Vec<_>>();
        let (before, now) = (slugs(&order), slugs(&after));
        prop_assert!(added.iter().all(|s| now.contains(s) && !before.contains(s)));
        prop_assert!(removed.iter().all(|s| before.contains(s) && !now.contains(s)));
        prop_assert_eq!(before.len() + added.len(), now.len() + removed.len());
    }

    #[test]
    fn a_code_says_the_action(action in actions()) {
        if let Some(code) = action.code() {
            prop_assert_eq!(Action::parse(&code), Some(action));
        }
    }

    #[test]
    fn a_form_that_is_looked_over_says_the_same_once_more(
        action in actions(),
        chosen in prop::collection::vec((1..i64::MAX, 1..1000_i64), 1..60),
        query in prop::option::of(select(vec!["", "stage=new", "q=%D0%BA%20a&manager=me"])),
    ) {
        let targets = match query {
            Some(query) => Targets::Everything(query.to_owned()),
            None => Targets::Chosen(chosen.into_iter().map(|(id, version)| (OrderId(id), version)).collect()),
        };
        let request = ChangeRequest { key: IdempotencyKey::parse("0123456789").unwrap(), targets, action };
        match ChangeRequest::from_pairs(&request.to_pairs()) {
            // What is given and taken away is given: said in fewer words, it means the same.
            Ok(said) => {
                prop_assert_eq!(&said.targets, &request.targets);
                prop_assert_eq!(said.action.tags().collect::<Vec<_>>(), request.action.tags().collect::<Vec<_>>());
                prop_assert_eq!(ChangeRequest::from_pairs(&said.to_pairs()), Ok(said));
            }
            Err(problem) => {
                let nothing = Action::Tag { add: vec![], remove: vec![], new: vec![] };
                prop_assert_eq!((problem, request.action), (FormProblem::NoAction, nothing));
            }
        }
    }
}

fn pairs(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

#[test]
fn forms_that_say_nothing_or_two_things_are_refused() {
    let action = |fields: &[(&str, &str)]| Action::from_pairs(&pairs(fields));
    assert_eq!(action(&[]), Err(FormProblem::NoAction));
    assert_eq!(action(&[("action", ""), ("new_tag", " ")]), Err(FormProblem::NoAction));
    assert_eq!(action(&[("action", "stage:done"), ("new_tag", "vip")]), Err(FormProblem::NoAction));
    assert_eq!(action(&[("new_tag", "—")]), Err(FormProblem::TagName));
    assert_eq!(action(&[("action", "drop:table")]), Err(FormProblem::Broken));
    assert_eq!(action(&[("action", "tags"), ("tag", "a"), ("had", "a")]), Err(FormProblem::NoAction));
    let tags =
        action(&[("action", "tags"), ("tag", "a"), ("tag", "b"), ("had", "b"), ("had", "c"), ("new_tag", "Д є")]);
    let slug = |text: &str| Slug::of(text).unwrap();
    let new = vec![TagName::parse("Д є").unwrap()];
    assert_eq!(tags, Ok(Action::Tag { add: vec![slug("a")], remove: vec![slug("c")], new }));

    let request = |fields: &[(&str, &str)]| ChangeRequest::from_pairs(&pairs(fields));
    let key = ("idempotency_key", "0123456789");
    assert_eq!(request(&[("order", "1:1"), ("action", "archive:yes")]), Err(FormProblem::Broken));
    assert_eq!(request(&[key, ("action", "archive:yes")]), Err(FormProblem::NoOrder));
    assert_eq!(request(&[key, ("order", "1"), ("action", "archive:yes")]), Err(FormProblem::Broken));
    let many: Vec<String> = (0..1_001).map(|n| format!("{n}:1")).collect();
    let mut fields: Vec<(&str, &str)> = many.iter().map(|o| ("order", o.as_str())).collect();
    fields.extend([key, ("action", "archive:yes")]);
    assert_eq!(request(&fields), Err(FormProblem::TooManyOrders));
}

#[test]
fn what_the_desk_does_not_know_is_refused() {
    let order = order_of(&testing::Dice::new(1).roll(&testing::draft(&cast())).check().unwrap(), &cast());
    let resolved = |action: Action| action.resolve(&order, &known());
    let nothing = Slug::of("nothing").unwrap();
    assert_eq!(resolved(Action::Move(nothing.clone())), Err(Refusal::OtherFunnel));
    assert_eq!(resolved(Action::Assign(Some(UserId(99)))), Err(Refusal::UnknownUser));
    let tag = |add: Vec<Slug>, new: Vec<TagName>| Action::Tag { add, remove: vec![], new };
    assert_eq!(resolved(tag(vec![nothing], vec![])), Err(Refusal::UnknownTag));
    // A new name of a tag that is there is that tag.
    let Ok(Command::Tag { add, .. }) = resolved(tag(vec![], vec![TagName::parse("VIP").unwrap()])) else {
        panic!("a tag may be named")
    };
    assert_eq!(add, [TagLabel { slug: Slug::of("vip").unwrap(), name: "vip".into() }]);
    assert_eq!(resolved(Action::Assign(None)), Ok(Command::Assign(None::<UserLabel>)));
}

#[test]
fn names_of_tags_are_tidied_and_bounded() {
    let name = |text: &str| TagName::parse(text).map(String::from);
    assert_eq!(name("  à  rappeler "), Some("à rappeler".into()));
    assert_eq!(name(""), None);
    assert_eq!(name("!?"), None);
    assert_eq!(name(&"є".repeat(40)), Some("є".repeat(40)));
    assert_eq!(name(&"є".repeat(41)), None);
    assert!(serde_json::from_str::<TagName>("\"!\"").is_err());
}

#[test]
fn keys_are_told_from_anything_else() {
    for fine in ["01234567", "a-b_C-09", &"k".repeat(100)] {
        assert_eq!(IdempotencyKey::parse(fine).unwrap().as_str(), fine);
        assert_eq!(IdempotencyKey::of(fine).as_str(), fine);
    }
    for odd in ["", "ключ 1", &"k".repeat(300)] {
        let made = IdempotencyKey::of(odd);
        assert_eq!(IdempotencyKey::parse(made.as_str()), Some(made));
    }
    for bad in ["", "short", "with space", "ключ-ключ", &"k".repeat(101)] {
        assert_eq!(IdempotencyKey::parse(bad), None, "{bad:?}");
    }
}

#[test]
fn an_outcome_counts_every_refusal_and_lists_the_first() {
    let mut outcome = Outcome::begun(BatchId(1));
    for n in 0..250 {
        outcome.refuse(Refused { number: n.to_string(), reason: Reason::Conflict });
    }
    assert_eq!((outcome.refused, outcome.refusals.len()), (250, LISTED_MAX));
    assert_eq!(outcome.refusals[0].number, "0");
}

#[test]
fn changes_that_were_each_taken_back_leave_what_was() {
    let (a, b, c, d) = (Some(BatchId(1)), Some(BatchId(2)), Some(BatchId(3)), Some(BatchId(4)));
    assert!(leave_as_it_was([]));
    assert!(leave_as_it_was([(a, None), (b, a)]));
    assert!(leave_as_it_was([(a, None), (b, None), (c, b), (d, a)]), "the last one first");
    assert!(!leave_as_it_was([(a, None)]));
    assert!(!leave_as_it_was([(None, None), (a, None), (b, a)]), "a change of nobody's stands");
    assert!(!leave_as_it_was([(a, None), (b, None), (c, a)]), "another one lies above it");
    assert!(!leave_as_it_was([(a, None), (b, a), (c, b)]), "done again");
}

proptest! {
    #[test]
    fn only_what_finishes_an_order_that_owes_is_asked_about(order in orders(), action in actions()) {
        let known = known();
        let due = action.finishes_owing(&order, &known);
        let after = action.resolve(&order, &known).and_then(|command| apply(&order, &command, 0, NOW));
        let finished = matches!(&after, Ok(Some((after, _))) if after.stage.kind == StageKind::Done);
        let asks = finished && order.stage.kind != StageKind::Done && order.due > 0;
        if order.archived_at.is_none() {
            prop_assert_eq!(due, asks.then(|| order.money(order.due)));
        }
        prop_assert!(due.is_none() || action.may_finish(&known));
    }
}
