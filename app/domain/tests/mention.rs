//! Colleagues in comments: who is named is told, whatever stands around the name, and nobody else is.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    ids::{CommentId, UserId},
    order::{
        Comment, UserLabel,
        mention::{MENTIONS_MAX, Mention, Piece, addressed, named, pieces},
        talk::{Remark, RemarkRefusal, Said, say},
    },
    testing::{self, Dice, NOW},
};
use proptest::prelude::*;

mod common;
use common::{cast, order_of};

fn team(names: &[&str]) -> Vec<UserLabel> {
    (1..).zip(names).map(|(id, name)| UserLabel { id: UserId(id), name: (*name).to_owned() }).collect()
}

fn told(body: &str, names: &[&str]) -> Vec<i64> {
    named(body, &team(names)).iter().map(|mention| mention.user.0).collect()
}

#[test]
fn a_name_is_found_in_any_case_and_nowhere_inside_a_word() {
    let desk = ["Olena Koval", "Élodie", "Ana", "Ana Silva", "Jean-Pierre Roux", "Олена Мороз", "Marc", "Marc"];
    for (body, wanted) in [
        ("@Olena Koval, merci", vec![1]),
        ("merci @olena", vec![1]),
        ("(@ELODIE)", vec![2]),
        ("@Elodie.", vec![2]),
        ("@E\u{301}lodie !", vec![2]),
        ("@Ana Silva", vec![4]),
        ("@Ana\u{a0}Silva et @Ana", vec![4, 3]),
        ("@Anabel", vec![]),
        ("@Ana-Maria @Ana_2", vec![]),
        ("@Jean", vec![]),
        ("@Jean-Pierre ?", vec![5]),
        ("@Олена, подзвоніть", vec![6]),
        ("@Олені", vec![]),
        ("contact@Ana.example", vec![]),
        ("@ Ana, @@Ana", vec![3]),
        ("@Marc", vec![7, 8]),
        ("@Ana @ana @ANA", vec![3]),
        ("Ana", vec![]),
        ("@", vec![]),
    ] {
        assert_eq!(told(body, &desk), wanted, "{body:?}");
    }
    assert_eq!(told("@Ana", &[]), []);
}

#[test]
fn a_text_of_many_signs_is_read_soon_and_tells_no_more_than_it_may() {
    let names: Vec<String> = (0..500).map(|n| format!("Camille {n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(told(&"@".repeat(4_000), &names), []);
    let all: String = (0..500).map(|n| format!("@Camille {n} ")).collect();
    assert_eq!(told(&all, &names).len(), MENTIONS_MAX);
}

#[test]
fn the_parts_of_a_text_show_its_names() {
    let body = "Vu avec @ana silva, @Ana : ok ?";
    let mentions = named(body, &team(&["Ana", "Ana Silva"]));
    let shown = pieces(body, &mentions);
    let wanted = [
        Piece::Text("Vu avec "),
        Piece::Name("@ana silva"),
        Piece::Text(", "),
        Piece::Name("@Ana"),
        Piece::Text(" : ok ?"),
    ];
    assert_eq!(shown, wanted);
    // Renamed since: what was written is still who was meant.
    let renamed = [Mention { user: UserId(1), written: "Ana".into(), seen: true }];
    assert_eq!(pieces("@Ana !", &renamed), [Piece::Name("@Ana"), Piece::Text(" !")]);
    assert_eq!(pieces("@Ana !", &[]), [Piece::Text("@Ana !")]);
}

fn names() -> impl Strategy<Value = Vec<String>> {
    let name = prop::sample::select(vec![
        "Ana",
        "Ana Silva",
        "Silva",
        "Олена",
        "Zoé",
        "Jean-Luc",
        "O’Neil",
        "ANA",
        "Li",
        "Li  Wei",
        "de La Tour",
        "Œdipe",
    ]);
    prop::collection::vec(name.prop_map(str::to_owned), 1..6)
}

fn text() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "@",
        "Ana",
        "Silva",
        " Silva",
        "@Li",
        " Wei",
        ", ",
        "\n",
        "é",
        "e\u{301}",
        "@Олена",
        "’",
        "-",
        "_",
        "Œ",
        "@jean-luc",
        " ",
        "x",
    ]);
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn the_parts_of_a_text_are_the_text(body in text(), names in names()) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mentions = named(&body, &team(&names));
        let shown = pieces(&body, &mentions);
        let all: String = shown.iter().map(|piece| match piece { Piece::Text(t) | Piece::Name(t) => *t }).collect();
        prop_assert_eq!(&all, &body);
        let marked = shown.iter().filter(|piece| matches!(piece, Piece::Name(_))).count();
        prop_assert_eq!(marked == 0, mentions.is_empty(), "{:?} {:?}", body, mentions);
    }

    #[test]
    fn whoever_is_addressed_is_named_and_who_was_named_stays_so(body in text(), names in names(), which in any::<prop::sample::Index>()) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let team = team(&names);
        let to = &team[which.index(team.len())];
        let before = named(&body, &team);
        let after = addressed(&body, to, &team);
        let told = named(&after, &team);
        prop_assert!(told.iter().any(|mention| mention.user == to.id), "{:?} {:?}", after, told);
        prop_assert!(after.ends_with(&body));
        prop_assert!(before.iter().all(|old| told.iter().any(|new| new.user == old.user)), "{:?} {:?}", before, told);
        prop_assert_eq!(addressed(&after, to, &team), after.clone(), "named already");
    }
}

#[test]
fn a_thread_tells_whom_it_names_and_an_edit_follows() {
    let cast = cast();
    let new = Dice::new(7).roll(&testing::draft(&cast)).check().unwrap();
    let order = order_of(&new, &cast);
    let desk = team(&["Olena", "Ana", "Marc"]);
    let who = desk[0].clone();
    let write = |body: &str, to: Option<i64>| Remark::Write { body: body.into(), pin: false, to: to.map(UserId) };
    let said = |remark: &Remark, comments: &[Comment]| say(&order, comments, remark, &who, &desk, 9, NOW);
    let Said { mut comments, .. } = said(&write("@Ana et @Olena", None), &[]).unwrap().unwrap();
    assert_eq!(
        comments[0].mentions,
        [Mention { user: UserId(2), written: "Ana".into(), seen: false }],
        "not the author"
    );
    comments[0].mentions[0].seen = true;
    let edit = |body: &str| Remark::Edit { comment: CommentId(9), body: body.into(), to: None };
    let both = said(&edit("@Ana et @Marc"), &comments).unwrap().unwrap().comments;
    let seen: Vec<(i64, bool)> = both[0].mentions.iter().map(|m| (m.user.0, m.seen)).collect();
    assert_eq!(seen, [(2, true), (3, false)], "who has seen it is not told again");
    let none = said(&edit("plus personne"), &both).unwrap().unwrap().comments;
    assert_eq!(none[0].mentions, []);
    let addressed = said(&write("tu peux ?", Some(3)), &[]).unwrap().unwrap().comments;
    assert_eq!((addressed[0].body.as_str(), addressed[0].mentions[0].user), ("@Marc tu peux ?", UserId(3)));
    assert_eq!(said(&write("tu peux ?", Some(4)), &[]).map(drop), Err(RemarkRefusal::Nobody));
    assert_eq!(said(&write("tu peux ?", Some(1)), &[]).map(drop), Err(RemarkRefusal::Nobody), "oneself");
    assert_eq!(said(&write(" ", Some(3)), &[]).map(drop), Err(RemarkRefusal::Empty), "a name alone says nothing");
}
