//! What a form said, carried to the next page in a cookie that lives for a minute: codes of what is wrong and what had
//! been typed, or what was done. Never a password. A long form of somebody who is signed in is kept on the server instead,
//! for whoever sent it alone (`drafts`).

use app::context::{ChangeNotice, Flash};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{filter::Pairs, ids::UserId};
use store::{Db, drafts, ids};

/// Browsers keep 4 096 bytes of a cookie, its name and flags included.
const LONGEST: usize = 3_500;
/// The longest typed text that comes back.
const LONGEST_FIELD: usize = 300;

/// What is wrong with a field, and the fields that come back as they were typed.
pub fn refusal(errors: &[(&str, &str)], typed: &[(&str, &str)]) -> Flash {
    let pair = |(name, text): &(&str, &str)| ((*name).to_owned(), text.chars().take(LONGEST_FIELD).collect());
    Flash { errors: errors.iter().map(pair).collect(), fields: typed.iter().map(pair).collect(), ..Flash::default() }
}

/// The name under which a form that no cookie holds is kept among the drafts of whoever sent it.
const REFUSED: &str = "refused";

/// What is wrong with a form of somebody who is signed in, and all that was typed: what no cookie holds is kept for them.
pub async fn refused(
    db: &Db,
    user: UserId,
    errors: &[(&str, &str)],
    typed: &Pairs,
    notice: Option<&str>,
) -> store::Result<Flash> {
    let all: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let notice = notice.map(str::to_owned);
    let cut = all.iter().any(|(_, text)| text.chars().count() > LONGEST_FIELD);
    let flash = Flash { notice: notice.clone(), ..refusal(errors, &all) };
    let whole = serde_json::to_vec(&flash).map_or(usize::MAX, |bytes| bytes.len());
    if !cut && whole * 4 / 3 < LONGEST {
        return Ok(flash);
    }
    drafts::keep(db, user, REFUSED, 0, typed, ids::now()).await?;
    Ok(Flash { notice, ..refusal(errors, &[(REFUSED, "kept")]) })
}

/// The flash with what was typed, where that is kept.
pub async fn opened(db: &Db, user: UserId, flash: Flash) -> store::Result<Flash> {
    if flash.field(REFUSED).is_none() {
        return Ok(flash);
    }
    Ok(Flash { fields: drafts::find(db, user, REFUSED).await?.pairs, ..flash })
}

/// The value of the cookie; without the typed fields where they would not fit.
pub fn encode(flash: &Flash) -> String {
    let text = |flash: &Flash| URL_SAFE_NO_PAD.encode(serde_json::to_vec(flash).unwrap_or_default());
    let whole = text(flash);
    if whole.len() <= LONGEST {
        return whole;
    }
    let without = text(&Flash { fields: Vec::new(), ..flash.clone() });
    if without.len() <= LONGEST {
        return without;
    }
    let change = flash.change.as_ref().map(|_| ChangeNotice::Refused("too_long".into()));
    text(&Flash { fields: Vec::new(), change, ..flash.clone() })
}

/// Reads the value of the cookie; `None` when it is not one of ours.
pub fn decode(value: &str) -> Option<Flash> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(value).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_back() {
        let flash = refusal(&[("email", "email_invalid")], &[("name", "Олена Коваль"), ("email", "olena@")]);
        assert_eq!(decode(&encode(&flash)), Some(flash));
    }

    #[test]
    fn a_long_text_is_cut_and_never_breaks_the_cookie() {
        let long = "є".repeat(5_000);
        let flash =
            refusal(&[("", "sign_in_failed")], &[("a", &long), ("b", &long), ("c", &long), ("d", &long), ("e", &long)]);
        let cookie = encode(&flash);
        assert!(cookie.len() <= LONGEST, "{}", cookie.len());
        assert_eq!(decode(&cookie).unwrap().errors, flash.errors);
    }

    #[test]
    fn a_request_that_does_not_fit_says_so() {
        let chosen = (0..500).map(|n| (domain::ids::OrderId(i64::MAX - n), 1)).collect();
        let request = domain::order::ChangeRequest {
            key: domain::order::IdempotencyKey::parse("0123456789").unwrap(),
            targets: domain::order::Targets::Chosen(chosen),
            action: domain::order::Action::Archive(true),
        };
        let change = Some(ChangeNotice::Review {
            orders: 500,
            request: Box::new(request),
            what: String::new(),
            due: Vec::new(),
            left: None,
        });
        let cookie = encode(&Flash { change, ..Flash::default() });
        assert!(cookie.len() <= LONGEST, "{}", cookie.len());
        assert_eq!(decode(&cookie).unwrap().change, Some(ChangeNotice::Refused("too_long".into())));
    }

    #[test]
    fn a_strange_cookie_is_ignored() {
        for value in ["", "%%%", "bm90IGpzb24", "e30="] {
            assert_eq!(decode(value), None, "{value:?}");
        }
    }
}
