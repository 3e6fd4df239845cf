//! How long ago something was, in the words of the browser. In the browser only.

use domain::Timestamp;
use wasm_bindgen::JsValue;

/// Says how long ago something was, in the page's language, for a week.
#[derive(Clone)]
pub struct Ago(js_sys::Intl::RelativeTimeFormat);

impl Ago {
    /// In a language.
    pub fn new(locale: domain::Locale) -> Self {
        let options = js_sys::Object::new();
        let set = |name: &str, value: &str| js_sys::Reflect::set(&options, &name.into(), &value.into());
        let _ = (set("numeric", "auto"), set("style", "short"));
        let locales = js_sys::Array::of1(&JsValue::from_str(locale.code()));
        Self(js_sys::Intl::RelativeTimeFormat::new(&locales, &options))
    }

    /// `il y a 5 min`; nothing for what is older than a week, or is yet to come.
    pub fn of(&self, at: Timestamp) -> Option<String> {
        #[expect(clippy::cast_possible_truncation, reason = "the time of day is far below 2⁵³")]
        let seconds = (js_sys::Date::now() as i64 - at.0) / 1000;
        let (value, unit) = match seconds {
            ..0 => return None,
            0..60 => (0, "second"),
            60..3_600 => (seconds / 60, "minute"),
            3_600..86_400 => (seconds / 3_600, "hour"),
            86_400..604_800 => (seconds / 86_400, "day"),
            _ => return None,
        };
        let value = i32::try_from(-value).unwrap_or_default();
        Some(self.0.format(f64::from(value), unit).into())
    }
}
