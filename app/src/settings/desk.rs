//! The desk: name, time zone, currency, languages. For its owner.

use super::content::DeskSheet;
use crate::{
    context::{use_boot, use_words},
    format,
    routes::SETTINGS_DESK,
    ui::fields::{Field, Note, Select},
};
use domain::{Languages, Locale};
use leptos::prelude::*;

/// The form.
#[component]
pub fn DeskForm(
    /// The settings.
    sheet: DeskSheet,
) -> impl IntoView {
    let words = use_words();
    let boot = use_boot();
    let DeskSheet { version, name, facts, zones, currencies } = sheet;
    let clock = words.zone_hint(&format::date_time(boot.locale, boot.zone.local(boot.now)));
    let zones = zones.into_iter().map(|zone| view! { <option value=zone></option> }).collect_view();
    let currencies = currencies
        .into_iter()
        .map(|code| {
            let symbol = format::symbol(code);
            let text = if symbol == code { code.to_owned() } else { format!("{code} ({symbol})") };
            (code.to_owned(), text)
        })
        .collect::<Vec<_>>();
    view! {
        <form class="settings__form" action=SETTINGS_DESK method="post">
            <input type="hidden" name="version" value=version/>
            <section class="panel" aria-labelledby="desk-title">
                <h2 class="panel__title" id="desk-title">{words.settings_desk()}</h2>
                <Field name="name" label=words.setup_desk() kind="text" autocomplete="organization" value=name/>
                <Field
                    name="zone"
                    label=words.zone()
                    kind="text"
                    autocomplete="off"
                    list="zones"
                    value=facts.zone
                    hint=clock
                />
                <datalist id="zones">{zones}</datalist>
                <Select
                    name="currency"
                    label=words.default_currency()
                    options=currencies
                    value=facts.currency.code()
                    hint=words.default_currency_hint()
                />
            </section>
            <section class="panel" aria-labelledby="languages-title">
                <h2 class="panel__title" id="languages-title">{words.desk_languages()}</h2>
                <LanguageFields languages=facts.languages/>
            </section>
            <div class="form__actions">
                <button class="button button--primary">{words.save()}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Which languages are offered, and which one to whoever asks for none of them.
#[component]
fn LanguageFields(
    /// The languages in force.
    languages: Languages,
) -> impl IntoView {
    let words = use_words();
    let flash = use_boot().flash.unwrap_or_default();
    let sent = flash.field("name").is_some();
    let as_sent = |l: &Locale| (flash.holds("languages", l.code()), flash.holds("default_language", l.code()));
    let in_force = |l: &Locale| (languages.offers(*l), languages.fallback() == *l);
    // Several fields are one value here: the first of them stands for all where nothing differs.
    let same = Locale::ALL.iter().all(|l| as_sent(l) == in_force(l));
    let value = if same { flash.typed("languages") } else { String::new() };
    let called = languages.offered().iter().map(|l| match languages.fallback() == *l {
        true => format!("{} ({})", l.endonym(), words.language_default()),
        false => l.endonym().to_owned(),
    });
    let called = called.collect::<Vec<_>>().join(", ");
    let note = Note::of(words, &flash, "languages", &value, &called, Some(words.desk_languages_hint().to_owned()));
    let described = note.id();
    let rows = Locale::ALL
        .map(|l| {
            let (offered, fallback) = if sent { as_sent(&l) } else { in_force(&l) };
            view! {
                <li class="language">
                    <label class="check">
                        <input type="checkbox" name="languages" value=l.code() checked=offered/>
                        <span lang=l.code()>{l.endonym()}</span>
                    </label>
                    <label class="check">
                        <input
                            type="radio"
                            name="default_language"
                            value=l.code()
                            checked=fallback
                            aria-label=words.language_default_named(l.endonym())
                        />
                        <span>{words.language_default()}</span>
                    </label>
                </li>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field" id="languages" aria-describedby=described>
            <legend class="visually-hidden">{words.desk_languages()}</legend>
            <ul class="languages">{rows}</ul>
            {note.view()}
        </fieldset>
    }
    .into_any()
}
