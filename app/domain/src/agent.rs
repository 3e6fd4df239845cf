//! Which browser on which system a session was begun with, as people would say it. Pure.
//!
//! Read from the `User-Agent` header, of which nothing else is kept. Product names are the same in every language.

/// Marks of browsers, those first that carry the marks of others as well.
const BROWSERS: [(&str, &str); 9] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Marks of systems, those first that carry the marks of others as well.
const SYSTEMS: [(&str, &str); 8] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// `Firefox · Windows`; one of the two where only that is known, nothing where neither is.
pub fn shorten(user_agent: &str) -> String {
    let name = |of: &[(&str, &'static str)]| of.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, n)| *n);
    [name(&BROWSERS), name(&SYSTEMS)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
