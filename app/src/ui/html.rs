//! HTML as text, for what is drawn in large numbers: the server and the client write the same, and the client carries no
//! code for building and rebuilding each element. Whatever people wrote goes through [`Html::text`] or [`Html::value`].

use icondata_core::Icon as IconData;

/// HTML that is being written. Attributes stand in single quotes.
#[derive(Default)]
pub struct Html(String);

impl Html {
    /// Appends HTML of the program's own.
    pub fn raw(&mut self, html: &str) -> &mut Self {
        self.0.push_str(html);
        self
    }

    /// Appends text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '\'' => self.0.push_str("&#39;"),
                '"' => self.0.push_str("&quot;"),
                _ => self.0.push(c),
            }
        }
        self
    }

    /// Appends an attribute.
    pub fn value(&mut self, name: &str, value: &str) -> &mut Self {
        self.raw(" ").raw(name).raw("='").text(value).raw("'")
    }

    /// Appends an icon of the size of the text around it.
    pub fn icon(&mut self, icon: IconData, class: &str) -> &mut Self {
        self.raw("<svg").value("class", class).value("viewBox", icon.view_box.unwrap_or("0 0 24 24"));
        self.raw(" aria-hidden='true'>").raw(icon.data).raw("</svg>")
    }

    /// What was written.
    pub fn finish(&mut self) -> String {
        std::mem::take(&mut self.0)
    }
}
