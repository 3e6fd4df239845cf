//! Which header means which field: French, English, Ukrainian, and what common shops call their columns. Pure.
//!
//! Headers are compared folded, letters and digits only. Where two headers mean one field, the name that stands further
//! left in the list wins, then the column further left in the file. Words that depend on their neighbours (`Name`,
//! `Total`, `Client`) are `Meaning`s that `layout` resolves once it has seen the whole header.

use super::Field;
use crate::search::fold;
use std::{collections::HashMap, sync::LazyLock};

/// What a header may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// One field, whatever stands beside it.
    Field(Field),
    /// `Name`: the order's number in Shopify's layout, else the family name beside a given name, else the whole name.
    Name,
    /// `Client`: the company beside names of persons, else the whole name.
    Client,
    /// `Total`, `Amount`: of the line or of the order.
    Amount,
}

/// A header in the form in which two are compared: folded, letters and digits only, `№` spelled out.
pub fn key(header: &str) -> String {
    fold(&header.replace('№', "no")).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What a header means, and how good a name it is (0 is best). `None` when it means nothing.
pub fn meaning(key: &str) -> Option<(Meaning, usize)> {
    KEYS.get(key).copied()
}

static KEYS: LazyLock<HashMap<String, (Meaning, usize)>> = LazyLock::new(|| {
    let mut keys = HashMap::new();
    let fields = NAMES.iter().map(|(field, names)| (Meaning::Field(*field), *names));
    let vague = [(Meaning::Name, VAGUE_NAME), (Meaning::Client, VAGUE_CLIENT), (Meaning::Amount, VAGUE_AMOUNT)];
    for (meaning, names) in fields.chain(vague) {
        for (rank, name) in names.split('|').enumerate() {
            keys.entry(key(name)).or_insert((meaning, rank));
        }
    }
    keys
});

const VAGUE_NAME: &str = "name|nom|names";
const VAGUE_CLIENT: &str = "customer name|client name|customer|client|buyer|acheteur|nom client|nom du client|клієнт|\
    ім'я клієнта|покупець|замовник|contact|контакт|données client|дані клієнта|client details|destinataire";
const VAGUE_AMOUNT: &str = "total|amount|sum|sales|montant|total ttc|montant ttc|prix total|сума|разом|всього|\
    загальна сума|вартість|total price|price total|revenue|chiffre d'affaires|ca|сума грн";

const NAMES: &[(Field, &str)] = &[
    (
        Field::Number,
        "order number|order no|order no.|order #|ordernumber|n° de commande|no de commande|numéro de commande|\
         numero commande|n° commande|номер замовлення|№ замовлення|order reference|order ref|order name|référence commande|\
         référence de commande|référence|reference|order id|orderid|id commande|id замовлення|id заказа|замовлення|order|\
         commande|numéro|номер|number|no|n°|№|invoice|invoiceno|invoice number|n° facture|id",
    ),
    (
        Field::Created,
        "order date|orderdate|date de commande|date commande|date de la commande|дата замовлення|date de création|\
         дата створення|created at|created|created date|date created|creation date|purchase date|date d'achat|дата покупки|\
         order created|order datetime|order time|date ajout|invoice date|invoicedate|date et heure|créée le|créé le|створено|\
         дата і час|date|дата",
    ),
    (
        Field::Status,
        "order status|status|statut|état|statut de la commande|statut de commande|état de la commande|statut commande|\
         état commande|статус|статус замовлення|стан|stage|étape|етап|current state|fulfillment status|fulfilment status|\
         order state|state of order|delivery status|shipping status",
    ),
    (Field::CancelledAt, "cancelled at|canceled at|cancelled date|date d'annulation|дата скасування"),
    (Field::Kind, "order type|type de commande|тип замовлення|order kind|kind|genre|вид замовлення"),
    (
        Field::ClientId,
        "customer id|customerid|client id|id client|id клієнта|customer number|customer no|customernumber|numéro client|\
         n° client|code client|номер клієнта|customer code|customer user id|user id|buyer id",
    ),
    (
        Field::FirstName,
        "first name|firstname|given name|contact first name|contactfirstname|customer first name|billing first name|\
         first name (billing)|prénom|prénom du client|prénom client|prénom facturation|ім'я|імя|client first name|\
         buyer first name|shipping first name|first name (shipping)",
    ),
    (
        Field::LastName,
        "last name|lastname|family name|surname|contact last name|contactlastname|customer last name|billing last name|\
         last name (billing)|nom de famille|nom facturation|прізвище|client last name|buyer last name|shipping last name|\
         last name (shipping)",
    ),
    (
        Field::FullName,
        "full name|fullname|billing name|customer full name|nom complet|nom et prénom|prénom et nom|піб|п.і.б.|\
         ім'я та прізвище|прізвище та ім'я|contact name|contact person|personne de contact|контактна особа|buyer name|\
         recipient|одержувач|shipping name",
    ),
    (
        Field::Company,
        "company|company name|customer company|billing company|company (billing)|organisation|organization|société|\
         entreprise|raison sociale|компанія|назва компанії|організація|shipping company|business name",
    ),
    (
        Field::Email,
        "email|e-mail|email address|e-mail address|customer email|client email|billing email|email (billing)|courriel|mail|\
         adresse e-mail|adresse email|adresse mail|email client|e-mail du client|пошта|електронна пошта|ел. пошта|\
         емейл|buyer email|contact email|електронна адреса|імейл",
    ),
    (
        Field::Phone,
        "phone|phone number|telephone|customer phone|client phone|billing phone|phone (billing)|téléphone|tél|tél.|\
         téléphone client|numéro de téléphone|mobile|portable|телефон|номер телефону|телефон клієнта|моб. телефон|\
         buyer phone|contact phone|tel|shipping phone",
    ),
    (
        Field::Country,
        "country|customer country|billing country|country code (billing)|country (billing)|pays|pays client|\
         pays de facturation|країна|country/region|country code|shipping country|country code (shipping)",
    ),
    (
        Field::LineNumber,
        "order line number|orderlinenumber|line number|line no|line #|item #|item number|row id|numéro de ligne|n° de ligne|\
         ligne|номер рядка|позиція|№ рядка",
    ),
    (
        Field::Product,
        "product name|lineitem name|item name|product title|product|products|item|item title|order items|items|produit|\
         produits|nom du produit|article|articles|désignation|libellé|intitulé|formation|cours|продукт|продукти|\
         назва продукту|товар|товари|назва товару|найменування|курс|послуга|назва|course|description|title|titre|\
         offer|offre|пропозиція|line item|order item name|product(s)",
    ),
    (Field::ProductLine, "product line|productline|product category|sub-category|category|gamme|catégorie|категорія"),
    (
        Field::ProductCode,
        "product code|productcode|sku|lineitem sku|item sku|product sku|product id|item code|code produit|référence produit|\
         référence article|code article|ref produit|артикул|код товару|код продукту|stockcode|stock code|item id",
    ),
    (
        Field::Quantity,
        "quantity|quantity ordered|quantityordered|lineitem quantity|item quantity|product quantity|qty|order quantity|\
         quantité|qté|qte|nombre|кількість|кіл-ть|к-сть|units|quantity (- refund)",
    ),
    (
        Field::UnitPrice,
        "unit price|price each|priceeach|lineitem price|item price|item cost|price per unit|unit cost|product price|\
         prix unitaire|prix unitaire ttc|pu|p.u.|prix|ціна|ціна за одиницю|ціна за шт|price|unitprice",
    ),
    (
        Field::LineAmount,
        "line total|line amount|order line total|item total|lineitem total|line subtotal|order line subtotal|\
         total ligne|total de la ligne|montant ligne|montant de la ligne|сума рядка|сума позиції|сума по товару|\
         extended price|row total|product total",
    ),
    (
        Field::Subtotal,
        "subtotal|sub total|order subtotal|order subtotal amount|cart subtotal|sous-total|total ht|montant ht|\
         total produits|проміжний підсумок|підсумок|вартість товарів",
    ),
    (
        Field::Discount,
        "discount amount|order discount|cart discount amount|cart discount|total discount|total discounts|discount total|\
         order discount amount|discount|montant de la remise|remise totale|remise|réduction|rabais|total réductions|\
         сума знижки|знижка|discounts",
    ),
    (
        Field::Shipping,
        "shipping|order shipping|order shipping amount|shipping total|shipping cost|shipping amount|shipping fee|\
         delivery fee|delivery cost|total shipping|frais de port|frais de livraison|frais d'expédition|livraison|\
         вартість доставки|доставка|freight",
    ),
    (Field::Fee, "fee|fees|fee total|order fee|order fees|frais|frais de dossier|комісія|збір|tip|handling"),
    (
        Field::Tax,
        "tax|taxes|tax total|total tax|tax amount|order total tax|order total tax amount|order tax|sales tax|vat|\
         vat amount|tva|montant tva|montant de la tva|пдв|сума пдв|податок|gst",
    ),
    (
        Field::Total,
        "order total|order total amount|grand total|total paid by customer|ordered|order amount|order value|\
         total commande|total de la commande|montant de la commande|montant total|montant commandé|commandé|\
         сума замовлення|вартість замовлення|total amount|amount total|total order|замовлено|до оплати всього",
    ),
    (
        Field::Paid,
        "paid|amount paid|paid amount|total paid|order paid|received|amount received|payé|montant payé|total payé|encaissé|\
         montant encaissé|réglé|montant réglé|сплачено|оплачено|сума оплати|сплачена сума|отримано",
    ),
    (
        Field::Refunded,
        "refunded amount|amount refunded|refund amount|order refund amount|order refunded amount|total refunded|refunded|\
         refund|refunds|remboursé|montant remboursé|remboursement|повернено|сума повернення|повернення",
    ),
    (
        Field::Currency,
        "currency|order currency|currency code|presentment currency|devise|monnaie|code devise|валюта|код валюти",
    ),
    (
        Field::PaidAt,
        "paid at|paid date|date paid|payment date|paid on|date de paiement|date du paiement|payé le|date paiement|\
         дата оплати|дата платежу|оплачено о",
    ),
    (
        Field::PaymentMethod,
        "payment method|payment method title|payment type|gateway|moyen de paiement|mode de paiement|méthode de paiement|\
         спосіб оплати|метод оплати|paid with|payment gateway",
    ),
    (
        Field::Source,
        "utm_source|utm source|source|traffic source|referrer|referer|source du trafic|джерело|source/utm|campaign|utm|\
         canal|канал|channel",
    ),
    (Field::Tags, "tags|tag|labels|étiquettes|étiquette|теги|мітки"),
    (
        Field::Comment,
        "comment|comments|order comment|internal comment|commentaire|commentaires|коментар|коментарі|коментар клієнта|\
         customer note|order note|order notes|notes|note|remarque|remarques|примітка|примітки|нотатки",
    ),
];
