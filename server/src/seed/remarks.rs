//! What the team wrote about orders, in the client's language, and where clients came from. Pure.

use super::dice::Dice;
use domain::{Locale, StageKind, Timestamp, ids::UserId, order::draft::NewComment, time::DAY};

const FR: [&str; 9] = [
    "Appelée ce matin, très intéressée par la suite du parcours.",
    "Souhaite une facture au nom de sa société.",
    "Préfère être contactée par e-mail, jamais par téléphone.",
    "A demandé s’il existe une attestation de fin de formation.",
    "Revient d’un congé : prolonger l’accès de deux semaines si elle le demande.",
    "Ancienne élève de l’atelier de printemps.",
    "Attend l’accord de son OPCO.",
    "A recommandé le cours à deux collègues.",
    "Question sur le matériel nécessaire, réponse envoyée.",
];
const FR_UNPAID: [&str; 4] = [
    "Relance envoyée, elle règle en fin de semaine.",
    "Le lien de paiement n’arrivait pas : renvoyé à la main.",
    "Hésite entre le paiement en une ou en trois fois.",
    "Virement annoncé, à vérifier lundi.",
];
const FR_ENDED: [&str; 3] = [
    "A changé d’avis avant le début du cours.",
    "Doublon : la cliente a repassé commande.",
    "Remboursement demandé par e-mail, accordé.",
];
const EN: [&str; 7] = [
    "Called this morning, keen to go on with the second part.",
    "Needs an invoice in the company's name.",
    "Prefers e-mail, please do not call.",
    "Asked for a certificate at the end.",
    "Took part in the spring workshop.",
    "Sent us two friends.",
    "Asked which tools are needed, answered.",
];
const EN_UNPAID: [&str; 3] = [
    "Reminder sent, will pay by Friday.",
    "The payment link ended up in spam, sent again.",
    "Bank transfer announced, check on Monday.",
];
const EN_ENDED: [&str; 3] =
    ["Changed their mind before the start.", "Duplicate: ordered again.", "Asked for a refund by e-mail, agreed."];
const UK: [&str; 7] = [
    "Зателефонували зранку, цікавиться продовженням курсу.",
    "Потрібен рахунок на компанію.",
    "Просить писати на пошту, не телефонувати.",
    "Запитує про сертифікат після навчання.",
    "Навчалася в нас навесні.",
    "Порадила курс двом подругам.",
    "Питання про матеріали, відповіли.",
];
const UK_UNPAID: [&str; 3] = [
    "Нагадали, обіцяє сплатити до кінця тижня.",
    "Лист із посиланням потрапив у спам, надіслали ще раз.",
    "Сплатить переказом, перевірити в понеділок.",
];
const UK_ENDED: [&str; 3] =
    ["Передумала до початку курсу.", "Дублікат: замовлення оформлено вдруге.", "Просить повернути кошти, погоджено."];

/// Campaigns and referrers.
pub const SOURCES: [(i64, Option<&str>); 9] = [
    (34, None),
    (16, Some("newsletter")),
    (14, Some("instagram / stories")),
    (10, Some("google / cpc")),
    (8, Some("google / organic")),
    (6, Some("facebook / cpc")),
    (5, Some("youtube")),
    (4, Some("partner / blog")),
    (3, Some("word-of-mouth")),
];

/// Where orders came from.
pub const ORIGINS: [(i64, &str); 4] = [(64, "offer_page"), (16, "form"), (13, "manual"), (7, "api")];

fn body(dice: &mut Dice, language: Locale, stage: StageKind) -> &'static str {
    let open = matches!(stage, StageKind::New | StageKind::AwaitingPayment | StageKind::Error);
    let ended = stage.owes_nothing();
    match language {
        Locale::Fr if open => dice.pick(&FR_UNPAID),
        Locale::Fr if ended => dice.pick(&FR_ENDED),
        Locale::Fr => dice.pick(&FR),
        Locale::En if open => dice.pick(&EN_UNPAID),
        Locale::En if ended => dice.pick(&EN_ENDED),
        Locale::En => dice.pick(&EN),
        Locale::Uk if open => dice.pick(&UK_UNPAID),
        Locale::Uk if ended => dice.pick(&UK_ENDED),
        Locale::Uk => dice.pick(&UK),
    }
}

/// The comments of an order, oldest first, the last one often pinned.
pub fn comments(
    dice: &mut Dice,
    language: Locale,
    stage: StageKind,
    author: Option<UserId>,
    created: Timestamp,
    now: Timestamp,
) -> Vec<NewComment> {
    let count = dice.weighted(&[(74, 0), (19, 1), (7, 2)]);
    let mut at = created.0;
    let mut comments: Vec<NewComment> = Vec::new();
    for _ in 0..count {
        at = (at + dice.below(3 * DAY)).min(now.0);
        let body = body(dice, language, stage);
        if comments.iter().all(|c| c.body != body) {
            comments.push(NewComment { author, body: body.into(), at: Timestamp(at), pinned: false });
        }
    }
    if let Some(last) = comments.last_mut() {
        last.pinned = dice.chance(55);
    }
    comments
}
