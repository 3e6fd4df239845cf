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
        let mut rest = text;
        while let Some(at) = rest.find(['&', '<', '>', '\'', '"']) {
            let (before, from) = rest.split_at(at);
            let written = match from.as_bytes().first() {
                Some(b'&') => "&amp;",
                Some(b'<') => "&lt;",
                Some(b'>') => "&gt;",
                Some(b'\'') => "&#39;",
                _ => "&quot;",
            };
            self.raw(before).raw(written);
            rest = from.get(1..).unwrap_or_default();
        }
        self.raw(rest);
        self
    }

    /// Appends an attribute.
    pub fn value(&mut self, name: &str, value: &str) -> &mut Self {
        self.raw(" ").raw(name).raw("='").text(value).raw("'")
    }

    /// Appends an icon of the size of the text around it. Its lines are one path: there are hundreds of them on a page.
    pub fn icon(&mut self, icon: IconData, class: &str) -> &mut Self {
        self.raw("<svg").value("class", class).value("viewBox", icon.view_box.unwrap_or("0 0 24 24"));
        self.raw(" aria-hidden='true'>");
        let mut lines = false;
        for shape in icon.data.lines() {
            let line = shape.strip_prefix("<path d=\"").and_then(|rest| rest.strip_suffix("\" />"));
            let line = line.filter(|line| !line.contains('"'));
            // A line that begins at a point of its own goes on in the same path.
            if !(lines && line.is_some_and(|line| line.starts_with('M'))) {
                if lines {
                    self.raw("\"/>");
                }
                if line.is_some() {
                    self.raw("<path d=\"");
                }
            }
            lines = line.is_some();
            self.raw(line.unwrap_or(shape));
        }
        if lines {
            self.raw("\"/>");
        }
        self.raw("</svg>")
    }

    /// What was written.
    pub fn finish(&mut self) -> String {
        std::mem::take(&mut self.0)
    }
}
