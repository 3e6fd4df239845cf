//! HTML as text: what people wrote is no markup, and an icon is drawn as it was.

use app::ui::html::Html;
use icondata_core::Icon as IconData;

#[test]
fn what_people_wrote_is_no_markup() {
    let written = Html::default().value("title", "'><b>&").text("a < \"é\" & b").finish();
    assert_eq!(written, " title='&#39;&gt;&lt;b&gt;&amp;'a &lt; &quot;é&quot; &amp; b");
}

#[test]
fn the_lines_of_an_icon_are_one_path() {
    let drawn = |icon: IconData| Html::default().icon(icon, "icon").finish();
    let dashed = drawn(icondata_lu::LuCircleDashed);
    assert_eq!(dashed.matches("<path").count(), 1, "{dashed}");
    assert_eq!(dashed.matches('M').count(), icondata_lu::LuCircleDashed.data.matches("\"M").count(), "{dashed}");
    for (icon, other) in
        [(icondata_lu::LuGift, "<rect"), (icondata_lu::LuBanknote, "<circle"), (icondata_lu::LuTimer, "<line")]
    {
        let html = drawn(icon);
        assert!(html.contains(other), "{html}");
        let (before, _) = html.split_once(other).unwrap_or_default();
        assert_eq!(before.matches('<').count(), before.matches('>').count(), "{html}");
        assert_eq!(html.matches(" d=\"M").count(), html.matches("<path").count(), "{html}");
        assert!(html.ends_with("/></svg>"), "{html}");
    }
}
