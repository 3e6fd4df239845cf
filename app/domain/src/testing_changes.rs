//! Random changes for the tests of every crate, beside the builders of `testing`.

use crate::{
    Slug,
    ids::UserId,
    order::{Action, access::AccessTurn, change::TagName},
    testing::Cast,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// Anything that may be asked of orders of the cast, and now and then what it does not hold.
pub fn action(cast: &Cast) -> BoxedStrategy<Action> {
    let mut stages: Vec<Slug> = cast.funnels.0.iter().flat_map(|f| f.stages.iter().map(|s| s.slug.clone())).collect();
    stages.sort();
    stages.dedup();
    let funnels: Vec<Slug> = cast.funnels.0.iter().map(|f| f.slug.clone()).collect();
    let managers: Vec<UserId> = cast.managers.iter().map(|m| m.id).collect();
    let tags: Vec<Slug> = cast.tags.iter().map(|t| t.1.clone()).collect();
    let new = "[a-zа-я]{1,3}".prop_filter_map("a name", |text| TagName::parse(&text));
    prop_oneof![
        4 => select(stages.clone()).prop_map(Action::Move),
        2 => (select(funnels.clone()), select(stages.clone())).prop_map(|(funnel, stage)| Action::Transfer { funnel, stage }),
        2 => (option::of(select(funnels.clone())), select(stages.clone()), option::of(select(vec![AccessTurn::Closed, AccessTurn::Reopened])))
            .prop_map(|(funnel, stage, access)| Action::Settle { funnel, stage, access, refund: None }),
        3 => option::weighted(0.8, select(managers)).prop_map(Action::Assign),
        3 => (vec(select(tags.clone()), 0..3), vec(select(tags), 0..3), vec(new, 0..2))
            .prop_map(|(add, remove, new)| Action::Tag { add, remove, new }),
        2 => any::<bool>().prop_map(Action::Archive),
    ]
    .boxed()
}
