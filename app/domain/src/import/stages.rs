//! From the words that a file uses for where its orders stand to stages of a funnel. Pure.
//!
//! A word is matched to a stage by the stage's name, its slug, or the standard name of its kind in any language. Two
//! words never share a stage unless the map says so. Words that match nothing are refused, or become stages of their
//! own, of the kind that `kind_of` prints, else in progress.

use super::{ImportMap, StageTarget, StageWord};
use crate::{Funnel, Slug, StageKind, ids::StageId, search::fold};

/// The words that tell a kind, by kind; the first three of each are the standard names in French, English, Ukrainian.
pub const KIND_WORDS: [(StageKind, &str); 7] = [
    (
        StageKind::New,
        "nouveau|new|нове|nouvelle|open|opened|ouvert|ouverte|ouverte|новий|нова|відкрито|received|reçue|draft|brouillon|\
         unfulfilled|created|checkout-draft",
    ),
    (
        StageKind::AwaitingPayment,
        "en attente de paiement|awaiting payment|очікує оплати|pending payment|pending|payment pending|unpaid|non payé|\
         impayé|impayée|не сплачено|не оплачено|очікує на оплату|en attente|en attente du paiement|wc-pending|authorized|\
         en attente de virement bancaire|en attente de paiement par chèque|очікування оплати|invoiced|facturé",
    ),
    (
        StageKind::InProgress,
        "en cours|in progress|в роботі|in process|processing|on hold|on-hold|wc-processing|wc-on-hold|en traitement|\
         en cours de préparation|en cours de traitement|traitement en cours|paiement accepté|в обробці|обробляється|\
         підтверджено|confirmed|confirmée|partial|partially shipped|paid|payé|payée|сплачено|оплачено|en préparation|\
         прийнято|queued|на утриманні|відправлено частково|partially fulfilled|partially_fulfilled",
    ),
    (
        StageKind::Done,
        "terminé|done|виконано|completed|complete|terminée|shipped|delivered|fulfilled|resolved|closed|finished|won|\
         livré|livrée|expédié|expédiée|traité|traitée|résolu|résolue|clos|close|clôturé|clôturée|завершено|доставлено|\
         відправлено|закрито|виконане|завершене|вирішено|wc-completed|успішно|gagné|gagnée|archived",
    ),
    (
        StageKind::Cancelled,
        "annulé|cancelled|скасовано|canceled|annulée|voided|void|lost|rejected|declined|abandoned|expired|perdu|perdue|\
         refusé|refusée|abandonné|abandonnée|expiré|expirée|скасоване|відхилено|анульовано|відмова|відмінено|\
         wc-cancelled|returned to sender|втрачено",
    ),
    (
        StageKind::Error,
        "erreur|error|помилка|failed|disputed|échoué|échouée|échec|erreur de paiement|payment error|litige|en litige|\
         contesté|contestée|problem|problème|fraud|невдало|не вдалося|спір|wc-failed|chargeback|wc-failure|failure",
    ),
    (
        StageKind::Refunded,
        "remboursé|refunded|повернено|remboursée|returned|retourné|retournée|повернення|кошти повернено|wc-refunded|\
         повернуто|charged back",
    ),
];

/// What a word means, by the dictionary.
pub fn kind_of(word: &str) -> Option<StageKind> {
    let key = folded(word);
    KIND_WORDS.into_iter().find(|(_, words)| words.split('|').any(|w| folded(w) == key)).map(|(kind, _)| kind)
}

/// Words that differ in case or in white space only are the same word.
pub fn word_key(word: &str) -> String {
    word.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn folded(word: &str) -> String {
    fold(word).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How well a word names a stage: 0 by its name, 1 by its slug, 2 by the standard name of an unnamed stage's kind.
fn fit(word: &str, stage: &crate::Stage) -> Option<u8> {
    let key = folded(word);
    let named = stage.name.as_deref().is_some_and(|name| folded(name) == key);
    let slugged = word.trim() == stage.slug.as_str() || Slug::of(word).as_ref() == Some(&stage.slug);
    let standard = || {
        let words = KIND_WORDS.into_iter().find(|(kind, _)| *kind == stage.kind).map_or("", |(_, words)| words);
        stage.name.is_none() && words.split('|').take(3).any(|w| folded(w) == key)
    };
    match () {
        () if named => Some(0),
        () if slugged => Some(1),
        () if standard() => Some(2),
        () => None,
    }
}

/// Gives every word its stage. Words stand in the order in which the file first uses them.
pub fn assign(words: &mut [StageWord], funnel: &Funnel, map: &ImportMap, create: bool) {
    let mut taken: Vec<StageId> = Vec::new();
    let mut made: Vec<(Slug, String, StageKind)> = Vec::new();
    for word in words.iter_mut() {
        if word.word.is_empty() {
            word.target = funnel.stages.first().map_or(StageTarget::Unknown, |s| StageTarget::Existing(s.id));
        } else if let Some((_, to)) = map.stages.iter().find(|(from, _)| word_key(from) == word_key(&word.word)) {
            word.target = mapped(to, &word.word, funnel, create, &mut made);
            word.mapped = true;
        }
    }
    for rank in 0..=2 {
        for word in words.iter_mut().filter(|w| w.target == StageTarget::Unknown && !w.mapped) {
            let free = |stage: &&crate::Stage| fit(&word.word, stage) == Some(rank) && !taken.contains(&stage.id);
            if let Some(stage) = funnel.stages.iter().find(free) {
                taken.push(stage.id);
                word.target = StageTarget::Existing(stage.id);
            }
        }
    }
    for word in words.iter_mut().filter(|w| w.target == StageTarget::Unknown && create) {
        let kind = kind_of(&word.word).unwrap_or(StageKind::InProgress);
        word.target = make(&word.word, kind, funnel, &mut made);
    }
    for word in words.iter_mut() {
        word.kind = match &word.target {
            StageTarget::Existing(id) => funnel.stages.iter().find(|s| s.id == *id).map(|s| s.kind),
            StageTarget::New { kind, .. } => Some(*kind),
            StageTarget::Unknown => None,
        };
    }
}

fn mapped(
    to: &str,
    word: &str,
    funnel: &Funnel,
    create: bool,
    made: &mut Vec<(Slug, String, StageKind)>,
) -> StageTarget {
    let best = funnel.stages.iter().filter_map(|s| fit(to, s).map(|rank| (rank, s.id))).min_by_key(|(rank, _)| *rank);
    let of_kind = || StageKind::parse(to).and_then(|kind| funnel.stages.iter().find(|s| s.kind == kind)).map(|s| s.id);
    if let Some(id) = best.map(|(_, id)| id).or_else(of_kind) {
        return StageTarget::Existing(id);
    }
    if !create {
        return StageTarget::Unknown;
    }
    if let Some((slug, name, kind)) = made.iter().find(|(_, name, _)| word_key(name) == word_key(to)) {
        return StageTarget::New { slug: slug.clone(), name: name.clone(), kind: *kind };
    }
    let kind = kind_of(to).or_else(|| kind_of(word)).unwrap_or(StageKind::InProgress);
    make(to, kind, funnel, made)
}

fn make(name: &str, kind: StageKind, funnel: &Funnel, made: &mut Vec<(Slug, String, StageKind)>) -> StageTarget {
    let Some(base) = Slug::of(name).or_else(|| Slug::parse(kind.code())) else { return StageTarget::Unknown };
    let is_free =
        |slug: &Slug| funnel.stages.iter().all(|s| s.slug != *slug) && made.iter().all(|(other, _, _)| other != slug);
    let numbered = (2..).map(|n| base.numbered(n));
    let Some(slug) = std::iter::once(base.clone()).chain(numbered).find(is_free) else { return StageTarget::Unknown };
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    made.push((slug.clone(), name.clone(), kind));
    StageTarget::New { slug, name, kind }
}
