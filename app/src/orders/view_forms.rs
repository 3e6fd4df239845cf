//! The forms about saved views, as HTML: saving what is looked at, keeping a changed view, beginning with one, renaming and
//! removing it. They are sent to `/views`, with the client and without it.

use crate::{context::Boot, i18n::Words, routes, ui::html::Html};
use domain::{
    Listing,
    user::{Permission, Role},
    view::{NAME_MAX, SavedView},
};

/// Whether the reader may change a view.
fn may_change(boot: &Boot, view: &SavedView) -> bool {
    boot.user.as_ref().is_some_and(|user| view.may_change(user.role))
}

/// The hidden fields of a form about a view.
fn about(html: &mut Html, view: &SavedView, act: &str, link: &str) {
    hidden(html, "id", &view.id.to_string());
    hidden(html, "version", &view.version.to_string());
    hidden(html, "do", act);
    hidden(html, "query", link);
}

fn hidden(html: &mut Html, name: &str, value: &str) {
    html.raw("<input type='hidden'").value("name", name).value("value", value).raw(">");
}

fn form(html: &mut Html, class: &str) {
    html.raw("<form action='/views' method='post'");
    if !class.is_empty() {
        html.value("class", class);
    }
    html.raw(">");
}

fn button(html: &mut Html, class: &str, text: &str) {
    html.raw("<button").value("class", class).raw(">").text(text).raw("</button>");
}

fn check(html: &mut Html, name: &str, label: &str) {
    html.raw("<label class='check'><input type='checkbox' value='yes'").value("name", name).raw("><span>");
    html.text(label).raw("</span></label>");
}

/// What is looked at differs from the view: keep it in the view, or go back to the view.
pub fn changed(words: Words, boot: &Boot, listing: &Listing, view: &SavedView) -> String {
    let mut html = Html::default();
    html.raw("<div class='views__changed'><span class='views__note'>").text(words.view_changed()).raw("</span>");
    if may_change(boot, view) {
        form(&mut html, "");
        about(&mut html, view, "replace", &listing.lasting().to_query());
        hidden(&mut html, "name", &view.name);
        hidden(&mut html, "shared", if view.shared { "yes" } else { "" });
        button(&mut html, "button", words.save());
        html.raw("</form>");
    }
    html.raw("<a class='button'").value("href", &routes::orders(&view.listing())).raw(">").text(words.view_discard());
    html.raw("</a></div>").finish()
}

/// Saving what is looked at as a view, and what else can be done with the open one.
pub fn menu(words: Words, boot: &Boot, listing: &Listing, open: Option<&SavedView>) -> String {
    let shares = boot.user.as_ref().is_some_and(|user| Role::may(user.role, Permission::EditOrders));
    let flash = boot.flash.clone().unwrap_or_default();
    let wrong = flash.error("view_name").map(|code| error(words, code));
    let (mut html, most) = (Html::default(), NAME_MAX.to_string());
    form(&mut html, "form");
    hidden(&mut html, "do", "create");
    hidden(&mut html, "query", &listing.lasting().to_query());
    hidden(&mut html, "back", &listing.to_link());
    html.raw("<div class='field'><label class='field__label' for='view_name'>").text(words.view_name());
    html.raw("</label><input class='input' id='view_name' name='name' autocomplete='off' required");
    html.value("value", &flash.typed("view_name")).value("maxlength", &most);
    if let Some(text) = wrong {
        html.raw(
            " aria-invalid='true' aria-describedby='view_name_error'><p class='field__error' id='view_name_error'>",
        );
        html.text(text).raw("</p></div>");
    } else {
        html.raw("></div>");
    }
    if shares {
        check(&mut html, "shared", words.view_share());
    }
    check(&mut html, "begin", words.view_begin());
    button(&mut html, "button button--primary", words.view_save_as());
    html.raw("</form>");
    let Some(view) = open else { return html.finish() };
    html.raw("<div class='views__open'><p class='views__name'>").text(&view.name).raw("</p>");
    let (begin, label) =
        if view.is_default { ("begin_with_all", words.view_begin_not()) } else { ("begin", words.view_begin_open()) };
    form(&mut html, "");
    about(&mut html, view, begin, &view.query);
    button(&mut html, "option", label);
    html.raw("</form>");
    if may_change(boot, view) {
        form(&mut html, "views__rename");
        about(&mut html, view, "replace", &view.query);
        hidden(&mut html, "back", &listing.to_link());
        hidden(&mut html, "shared", if view.shared { "yes" } else { "" });
        html.raw("<input class='input' name='name' required").value("value", &view.name).value("maxlength", &most);
        html.value("aria-label", words.view_rename()).raw(">");
        button(&mut html, "button", words.view_rename());
        html.raw("</form>");
        form(&mut html, "");
        about(&mut html, view, "delete", &view.query);
        button(&mut html, "option option--danger", words.view_delete());
        html.raw("</form>");
    }
    html.raw("</div>").finish()
}

fn error(words: Words, code: &str) -> &'static str {
    match code {
        "view_taken" => words.view_taken(),
        "view_many" => words.view_many(),
        "view_conflict" => words.conflict_body(),
        _ => words.view_name_wrong(),
    }
}
