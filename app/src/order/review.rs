//! What changes money is looked over before it is done: what the order says before and after, and the form once more.

use crate::{context::Flash, i18n::Words};
use leptos::prelude::*;

/// What is looked over.
pub struct Review {
    /// What is done.
    pub title: String,
    /// What the order says before and after, each with its name.
    pub rows: Vec<(&'static str, String, String)>,
    /// What is then planned.
    pub notes: Vec<String>,
    /// What else there is to know.
    pub warnings: Vec<String>,
    /// Where the form is sent to.
    pub door: &'static str,
    /// The button that does it.
    pub button: &'static str,
}

impl Review {
    /// The notice. `flash` carries the form that is sent once more.
    pub fn view(self, words: Words, flash: &Flash) -> AnyView {
        let rows = self.rows.into_iter().map(|(name, before, after)| {
            view! { <tr><th scope="row">{name}</th><td class="sum">{before}</td><td class="sum">{after}</td></tr> }
        });
        let notes = self.notes.into_iter().map(|text| view! { <p>{text}</p> });
        let warnings = self.warnings.into_iter().map(|text| view! { <p class="field__error">{text}</p> });
        let pairs = flash.fields.iter().map(|(name, value)| {
            view! { <input type="hidden" name=name.clone() value=value.clone()/> }
        });
        let title = self.title.clone();
        view! {
            <div class="notice notice--change" role="group" aria-label=title>
                <div>
                    <p class="notice__title">{self.title}</p>
                    <table class="plain-table">
                        <thead>
                            <tr>
                                <td></td>
                                <th scope="col" class="sum">{words.ledger_before()}</th>
                                <th scope="col" class="sum">{words.ledger_after()}</th>
                            </tr>
                        </thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                    {notes.collect_view()}
                    {warnings.collect_view()}
                </div>
                <form class="form__actions" action=self.door method="post">
                    {pairs.collect_view()}
                    <input type="hidden" name="confirmed" value="yes"/>
                    <button class="button button--primary" autofocus=true>{self.button}</button>
                    <a class="button" href="?" rel="external">{words.back()}</a>
                </form>
            </div>
        }
        .into_any()
    }
}
