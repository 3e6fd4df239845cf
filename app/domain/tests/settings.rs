//! Settings: the desk always keeps an owner who may sign in; forms become settings or say what is wrong.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Currency, Density, FieldErrors, Languages, Locale, Role, User, Zone, agent,
    desk::{self, DeskDraft, DeskSettings},
    event::EventKind,
    ids::UserId,
    user::{
        NAME_MAX, Theme, check_name,
        profile::ProfileDraft,
        team::{self, InviteDraft, MemberChange, MemberRefusal},
    },
};
use proptest::prelude::*;

fn user(id: i64, role: Role, disabled: bool) -> User {
    User {
        id: UserId(id),
        email: format!("{id}@example.org"),
        name: "Olena".into(),
        role,
        locale: None,
        theme: Theme::Auto,
        density: Density::Normal,
        single_keys: true,
        disabled,
    }
}

fn any_change() -> impl Strategy<Value = MemberChange> {
    prop_oneof![
        proptest::sample::select(Role::ALL.to_vec()).prop_map(MemberChange::Role),
        Just(MemberChange::Disable),
        Just(MemberChange::Enable),
    ]
}

fn leads(user: &User) -> bool {
    user.role == Role::Owner && !user.disabled
}

proptest! {
    #[test]
    fn whatever_people_do_to_each_other_an_owner_who_may_sign_in_stays(
        team in proptest::collection::vec((proptest::sample::select(Role::ALL.to_vec()), any::<bool>()), 0..4),
        steps in proptest::collection::vec((0_usize..4, 0_usize..5, any_change()), 0..40),
    ) {
        let others = (2..).zip(&team).map(|(id, (role, disabled))| user(id, *role, *disabled));
        let mut users: Vec<User> = std::iter::once(user(1, Role::Owner, false)).chain(others).collect();
        for (actor, at, change) in steps {
            let (actor, at) = (actor % users.len(), at % users.len());
            let before = users[at].clone();
            let other_owners = users.iter().filter(|u| leads(u) && u.id != before.id).count();
            match team::change(&before, change, other_owners, actor == at) {
                Ok(Some((after, _))) => {
                    prop_assert_ne!(&after, &before);
                    // Done once more it is nothing.
                    prop_assert_eq!(team::change(&after, change, other_owners, actor == at), Ok(None));
                    users[at] = after;
                }
                Ok(None) => {}
                Err(MemberRefusal::LastOwner) => prop_assert!(leads(&before) && other_owners == 0),
                Err(MemberRefusal::Oneself) => prop_assert!(change == MemberChange::Disable && actor == at),
                Err(other) => prop_assert!(false, "{:?}", other),
            }
            prop_assert!(users.iter().any(leads));
        }
    }

    #[test]
    fn no_header_makes_a_browser_of_more_than_two_names(header in "\\PC{0,80}") {
        prop_assert!(agent::shorten(&header).chars().count() <= 40);
    }
}

#[test]
fn the_last_owner_is_neither_demoted_nor_disabled() {
    let owner = user(1, Role::Owner, false);
    for change in [MemberChange::Role(Role::Manager), MemberChange::Role(Role::Viewer), MemberChange::Disable] {
        assert_eq!(team::change(&owner, change, 0, false), Err(MemberRefusal::LastOwner), "{change:?}");
        assert!(team::change(&owner, change, 1, false).unwrap().is_some(), "{change:?}");
    }
    assert_eq!(team::change(&owner, MemberChange::Role(Role::Owner), 0, true), Ok(None));
    assert_eq!(team::change(&owner, MemberChange::Disable, 5, true), Err(MemberRefusal::Oneself));
}

#[test]
fn an_event_tells_both_roles() {
    let (after, kind) =
        team::change(&user(2, Role::Viewer, false), MemberChange::Role(Role::Owner), 1, false).unwrap().unwrap();
    assert_eq!(after.role, Role::Owner);
    assert_eq!(kind, EventKind::UserRoleChanged { from: Role::Viewer, to: Role::Owner });
}

fn zone(name: &str) -> Option<Zone> {
    (name == "Europe/Kyiv").then(|| Zone::new(name, vec![(0, 7200)]).unwrap())
}

fn desk_draft() -> DeskDraft {
    DeskDraft {
        name: "  L’Atelier ".into(),
        zone: " Europe/Kyiv ".into(),
        currency: "uah".into(),
        languages: vec!["uk".into(), "fr".into()],
        default_language: "uk".into(),
    }
}

#[test]
fn a_desks_form_becomes_its_settings() {
    let DeskSettings { name, zone, currency, languages } = desk_draft().check(zone).unwrap();
    assert_eq!((name.as_str(), zone.name(), currency.code()), ("L’Atelier", "Europe/Kyiv", "UAH"));
    assert_eq!(languages.codes(), "uk,fr");
    let longest = DeskDraft { name: "є".repeat(desk::NAME_MAX), ..desk_draft() };
    assert!(longest.check(self::zone).is_ok());
}

#[test]
fn what_is_wrong_with_a_desk_is_said_at_its_field_and_all_at_once() {
    let none: fn(DeskDraft) -> FieldErrors = |draft| draft.check(zone).unwrap_err();
    for (draft, expected) in [
        (DeskDraft { name: " ".into(), ..desk_draft() }, ("name", "name_missing")),
        (DeskDraft { name: "x".repeat(201), ..desk_draft() }, ("name", "name_long")),
        (DeskDraft { zone: "Europe/Nowhere".into(), ..desk_draft() }, ("zone", "zone_unknown")),
        (DeskDraft { currency: "XXX".into(), ..desk_draft() }, ("currency", "currency_unknown")),
        (DeskDraft { languages: Vec::new(), ..desk_draft() }, ("languages", "languages_none")),
        (DeskDraft { languages: vec!["de".into()], ..desk_draft() }, ("languages", "languages_none")),
        (DeskDraft { default_language: "en".into(), ..desk_draft() }, ("languages", "language_default_missing")),
        (DeskDraft { default_language: String::new(), ..desk_draft() }, ("languages", "language_default_missing")),
    ] {
        assert_eq!(none(draft.clone()), [expected], "{draft:?}");
    }
    assert_eq!(none(DeskDraft::default()).len(), 4);
}

#[test]
fn the_same_settings_are_no_change_and_an_event_does_not_tell_the_name() {
    let before = desk_draft().check(zone).unwrap();
    assert_eq!(before.changed_to(&before), None);
    let renamed = DeskSettings { name: "Zzyzx".into(), ..before.clone() };
    let kind = before.changed_to(&renamed).unwrap();
    assert!(matches!(&kind, EventKind::DeskChanged { renamed: true, before, after } if before == after));
    assert!(!serde_json::to_string(&kind).unwrap().contains("Zzyzx"));
    let other = DeskSettings { currency: Currency::EURO, ..before.clone() };
    assert!(matches!(before.changed_to(&other), Some(EventKind::DeskChanged { renamed: false, .. })));
}

#[test]
fn a_profile_keeps_to_the_languages_of_the_desk() {
    let draft = |locale: &str| ProfileDraft {
        name: " Олена ".into(),
        locale: locale.into(),
        theme: "dark".into(),
        density: "compact".into(),
        single_keys: false,
    };
    let languages = Languages::new(&[Locale::Fr, Locale::Uk], Locale::Fr).unwrap();
    let profile = draft("uk").check(&languages).unwrap();
    assert_eq!((profile.name.as_str(), profile.locale, profile.theme), ("Олена", Some(Locale::Uk), Theme::Dark));
    assert_eq!((profile.density, profile.single_keys), (Density::Compact, false));
    assert_eq!(draft("").check(&languages).unwrap().locale, None);
    for locale in ["en", "de"] {
        assert_eq!(draft(locale).check(&languages).unwrap_err(), [("locale", "language_not_offered")]);
    }
    let wrong = ProfileDraft::default().check(&languages).unwrap_err();
    assert_eq!(wrong, [("name", "name_missing"), ("theme", "choice_unknown"), ("density", "choice_unknown")]);
}

#[test]
fn an_invitation_names_somebody_who_can_be_written_to() {
    let draft = |name: &str, email: &str, role: &str| {
        InviteDraft { name: name.into(), email: email.into(), role: role.into() }.check()
    };
    let invite = draft(" Max ", " Max@Example.org ", "manager").unwrap();
    assert_eq!((invite.name.as_str(), invite.email.as_str(), invite.role), ("Max", "Max@Example.org", Role::Manager));
    assert_eq!(
        draft("", "max", "king").unwrap_err(),
        [("name", "name_missing"), ("email", "email_invalid"), ("role", "choice_unknown")]
    );
    assert_eq!(check_name(&"x".repeat(NAME_MAX + 1)), Err("name_long"));
}

#[test]
fn a_session_is_called_by_its_browser_and_system() {
    let chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0";
    for (header, expected) in [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox · Windows"),
        (&format!("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {chrome} Safari/537.36"), "Chrome · macOS"),
        (&format!("Mozilla/5.0 (Windows NT 10.0) {chrome} Safari/537.36 Edg/131.0.0.0"), "Edge · Windows"),
        (&format!("Mozilla/5.0 (Linux; Android 14) {chrome} Mobile Safari/537.36"), "Chrome · Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1",
            "Safari · iPhone",
        ),
        ("Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) FxiOS/132 Mobile/15E148 Safari/605.1", "Firefox · iPad"),
        ("curl/8.5.0", ""),
        ("SomeBot (Linux)", "Linux"),
        ("", ""),
    ] {
        assert_eq!(agent::shorten(header), expected, "{header}");
    }
}

#[test]
fn every_currency_is_listed_once_and_read_back() {
    let all = Currency::all();
    assert!(all.windows(2).all(|pair| pair[0].code() < pair[1].code()));
    for code in ["EUR", "UAH", "JPY", "KWD"] {
        assert!(all.contains(&Currency::parse(code).unwrap()));
    }
    assert!(!all.iter().any(|c| ["XXX", "XAU", "XTS"].contains(&c.code())));
}
