//! The board as HTML: columns, their heads, cards. The server and the client write the same text. Pure.

use crate::{
    context::Boot,
    format,
    i18n::Words,
    marks::{self, class_of},
    names,
    orders::sheet::{Plain, Sheet},
    routes,
    ui::html::Html,
};
use chrono::Datelike;
use domain::{
    Column, Columns, Listing, Order, OrderFilter, Slug, Timestamp,
    board::{Head, Lane, LaneCards},
    columns::CardPart,
    listing::{EMPTY_LANES, Layout},
};
use icondata_lu::{LuArrowLeftRight, LuChevronsLeftRight, LuChevronsRightLeft};

/// How many characters a row of a card has room for, about.
const ROW: usize = 33;

/// What all columns share.
pub struct Page<'a> {
    /// What the URL says.
    pub listing: &'a Listing,
    /// The page's request.
    pub boot: &'a Boot,
    /// Whether the reader may move cards.
    pub may_move: bool,
    /// The desk's present year, which dates leave out.
    year: i32,
    /// What cards say in lines of their own.
    lines: Vec<Column>,
    /// Fills these lines, where there are any.
    sheet: Option<Sheet>,
}

/// A column with what it holds.
pub struct Section<'a> {
    /// The column.
    pub lane: &'a Lane,
    /// Its first cards.
    pub cards: &'a LaneCards,
    /// What its head says, once that is known.
    pub head: Option<Head>,
}

impl<'a> Page<'a> {
    /// What draws this listing.
    pub fn new(listing: &'a Listing, boot: &'a Boot, may_move: bool) -> Self {
        let lines: Vec<Column> = listing.card.lines().collect();
        let sheet = (!lines.is_empty())
            .then(|| Sheet::new(&Columns::default(), Words(boot.locale), boot.zone.clone(), boot.now));
        Self { listing, boot, may_move, year: boot.zone.date_of(boot.now).year(), lines, sheet }
    }

    const fn words(&self) -> Words {
        Words(self.boot.locale)
    }

    /// All columns; of each that is unfolded as many cards as `most` says by its place among these. `when` says dates as
    /// `card` wants them.
    pub fn board(
        &self,
        columns: &[Section<'_>],
        most: impl Fn(usize) -> usize,
        when: impl Fn(Timestamp) -> Option<String>,
    ) -> String {
        let mut html = Html::default();
        html.raw("<nav class='board__strip'").value("aria-label", self.words().board_columns()).raw("><ul>");
        for column in columns {
            html.raw("<li><a class='board__jump' rel='external'");
            html.value("href", &format!("#lane-{}", column.lane.code())).raw(">");
            self.named(&mut html, column.lane);
            self.count(&mut html, column.lane, column.head.as_ref());
            html.raw("</a></li>");
        }
        html.raw("</ul></nav><div class='board__lanes'>");
        let mut unfolded = 0;
        for column in columns {
            self.lane(&mut html, column, most(unfolded), &when);
            unfolded += usize::from(!self.is_folded(column));
        }
        html.raw("</div>").finish()
    }

    fn named(&self, html: &mut Html, lane: &Lane) {
        html.icon(marks::stage_icon(lane.kind()), &format!("icon mark mark--{}", Self::tone(lane)));
        html.raw("<span class='lane__name'>").text(&self.name(lane)).raw("</span>");
    }

    fn tone(lane: &Lane) -> &'static str {
        lane.colour().map_or(class_of(lane.kind()), marks::tone)
    }

    /// What a column is called.
    pub fn name(&self, lane: &Lane) -> String {
        names::stage(self.words(), lane.name(), lane.kind())
    }

    fn is_folded(&self, column: &Section<'_>) -> bool {
        let is_empty = column.cards.orders.is_empty();
        let folded = |code: &str| self.listing.folded.iter().any(|slug| slug.as_str() == code);
        folded(column.lane.code()) || (is_empty && folded(EMPTY_LANES))
    }

    fn lane(&self, html: &mut Html, column: &Section<'_>, most: usize, when: &dyn Fn(Timestamp) -> Option<String>) {
        let Section { lane, cards, head } = column;
        let (words, code, name) = (self.words(), lane.code(), self.name(lane));
        let folded = self.is_folded(column);
        html.raw("<section").value("class", if folded { "lane lane--folded" } else { "lane" });
        html.value("id", &format!("lane-{code}")).value("data-lane", code).value("data-drag-list", code);
        html.value("aria-labelledby", &format!("lane-name-{code}")).raw(">");
        html.raw("<header class='lane__head'>");
        html.raw("<h2 class='lane__title'").value("id", &format!("lane-name-{code}")).raw(">");
        self.named(html, lane);
        html.raw("</h2>");
        self.count(html, lane, head.as_ref());
        if let Some(slug) = Slug::parse(code) {
            let (icon, label) = match folded {
                true => (LuChevronsLeftRight, words.lane_unfold(&name)),
                false => (LuChevronsRightLeft, words.lane_fold(&name)),
            };
            // One that is folded for being empty is unfolded with all others that are.
            let named = self.listing.folded.contains(&slug);
            let slug = if folded && !named { Slug::parse(EMPTY_LANES).unwrap_or(slug) } else { slug };
            html.raw("<a class='lane__fold'")
                .value("id", &format!("fold-{}", column.lane.code()))
                .value("href", &routes::orders(&self.listing.with_folded(&slug)));
            html.value("title", &label).value("aria-label", &label).raw(">").icon(icon, "icon").raw("</a>");
        }
        self.sums(html, head.as_ref());
        html.raw("</header>");
        if !folded {
            html.raw("<div class='lane__scroll' role='group' tabindex='0'").value("aria-label", &name);
            html.raw("><ol class='lane__cards'>");
            for (index, order) in (0..).zip(cards.orders.iter().take(most)) {
                html.raw(&self.card(order, index, false, when(order.created_at)));
            }
            html.raw("</ol>");
            if cards.orders.is_empty() {
                html.raw("<p class='lane__none'>").text(words.lane_empty()).raw("</p>");
            }
            if cards.more {
                let filter = lane.narrowed(&self.listing.filter);
                let rest = self.listing.with_filter(filter).with_layout(Layout::Table);
                html.raw("<p class='lane__rest without-client'><a class='link'").value("href", &routes::orders(&rest));
                html.raw(">").text(words.lane_rest()).raw("</a></p>");
            }
            html.raw("</div>");
        }
        html.raw("</section>");
    }

    fn count(&self, html: &mut Html, lane: &Lane, head: Option<&Head>) {
        let over = head.is_some_and(|head| self.is_over(lane, head.orders));
        html.raw("<span").value("class", if over { "lane__count lane__count--over" } else { "lane__count" });
        html.raw(">");
        if let Some(head) = head {
            let said = self.counted(lane, head.orders);
            html.raw("<span aria-hidden='true'").value("title", &said).raw(">");
            html.text(&format::integer(self.boot.locale, head.orders));
            if let Some(limit) = self.limit(lane) {
                html.raw("\u{a0}<span class='lane__most'>/\u{a0}").text(&format::integer(self.boot.locale, limit));
                html.raw("</span>");
            }
            html.raw("</span><span class='visually-hidden'>").text(&said).raw("</span>");
        }
        html.raw("</span>");
    }

    /// How many orders a column should have at most, where it shows all of them: a count that a filter has narrowed says
    /// nothing of that.
    fn limit(&self, lane: &Lane) -> Option<i64> {
        let OrderFilter { funnel, stage, stage_kind, .. } = &self.listing.filter;
        let (funnel, stage, stage_kind) = (funnel.clone(), stage.clone(), stage_kind.clone());
        let shows_all = self.listing.filter == OrderFilter { funnel, stage, stage_kind, ..OrderFilter::default() };
        lane.limit().filter(|_| shows_all)
    }

    /// Whether so many orders are more than a column should have.
    pub fn is_over(&self, lane: &Lane, orders: i64) -> bool {
        self.limit(lane).is_some_and(|limit| orders > limit)
    }

    /// How many orders a column has, and how many it should have at most.
    pub fn counted(&self, lane: &Lane, orders: i64) -> String {
        let (words, count) = (self.words(), self.words().orders_count(orders));
        let Some(limit) = self.limit(lane) else { return count };
        let shown = format::integer(self.boot.locale, limit);
        format!("{count}, {}", if orders > limit { words.lane_over(&shown) } else { words.lane_limit(&shown) })
    }

    /// The count of a head alone, and its sums: what follows when they change.
    #[cfg(feature = "hydrate")]
    pub fn head(&self, lane: &Lane, head: &Head) -> (String, String) {
        let (mut count, mut sums) = (Html::default(), Html::default());
        self.count(&mut count, lane, Some(head));
        self.sums(&mut sums, Some(head));
        (count.finish(), sums.finish())
    }

    fn sums(&self, html: &mut Html, head: Option<&Head>) {
        html.raw("<p class='lane__sums'>");
        for amounts in head.iter().flat_map(|head| &head.currencies) {
            html.raw("<span class='lane__sum'>").text(&format::money(self.boot.locale, amounts.ordered()));
            html.raw("</span>");
        }
        html.raw("</p>");
    }

    /// A card. `when` says its date in another way, once the client is alive.
    pub fn card(&self, order: &Order, index: i64, stays: bool, when: Option<String>) -> String {
        let (words, boot) = (self.words(), self.boot);
        let number = order.number.as_str();
        let says = |part: CardPart| self.listing.card.fills(part);
        let mut html = Html::default();
        html.raw("<li class='slot'").value("id", &format!("card-{}", order.id));
        html.value("data-index", &index.to_string());
        if self.may_move {
            html.value("data-drag-item", &order.id.to_string());
        }
        html.raw("><article class='tile'").raw(if stays { " data-stays" } else { "" });
        html.raw("><div class='tile__top'><label class='choose'><input type='checkbox' name='order' form='bulk' autocomplete='off'");
        html.value("value", &format!("{}:{}", order.id, order.version));
        html.value("aria-label", &words.choose_order(number)).raw("></label>");
        html.raw("<a class='number'")
            .value("id", &format!("open-{}", order.id))
            .value("href", &routes::order(&order.number, self.listing))
            .raw(" draggable='false'>");
        html.text(number).raw("</a>");
        if says(CardPart::Date) {
            self.time(&mut html, order.created_at, when);
        } else {
            html.raw("<span class='tile__when'></span>");
        }
        if let Some(manager) = order.manager.as_ref().filter(|_| says(CardPart::Manager)) {
            html.raw("<span class='tile__who' aria-hidden='true'").value("title", &manager.name).raw(">");
            html.text(&initials(&manager.name)).raw("</span><span class='visually-hidden'>").text(&manager.name);
            html.raw("</span>");
        }
        if self.may_move {
            let label = words.card_move(number);
            html.raw("<button type='button' class='tile__more needs-client' aria-haspopup='listbox'");
            html.value("id", &format!("move-{}", order.id)).value("aria-label", &label).value("title", &label);
            html.raw(">").icon(LuArrowLeftRight, "icon").raw("</button>");
        }
        html.raw("</div>");
        // Every card of the board has the same lines, also where they say nothing: all are of one height.
        let (client, products, total) = (says(CardPart::Client), says(CardPart::Products), says(CardPart::Total));
        // An amount that leaves no room for the marks stands beside the last text.
        let two = total && (client || products);
        let foot = |html: &mut Html| {
            let class = if two { "tile__foot tile__foot--two" } else { "tile__foot" };
            html.raw("<div").value("class", class).raw(">");
        };
        if client {
            if two && !products {
                foot(&mut html);
            }
            html.raw("<p class='tile__client'>").text(&order.contact.display_name()).raw("</p>");
        }
        if products {
            if two {
                foot(&mut html);
            }
            html.raw("<p class='tile__what'>").text(&self.products(order)).raw("</p>");
        }
        if !two {
            foot(&mut html);
        }
        if total {
            html.raw("<strong class='tile__sum'>").text(&format::money(boot.locale, order.money(order.total)));
            html.raw("</strong>");
        }
        html.raw("<span class='tile__marks'>");
        if says(CardPart::Payment) {
            marks::pill(&mut html, marks::payment_mark(order.payment), names::payment(words, order.payment), false);
        }
        if order.is_overdue(boot.now) {
            marks::pill(&mut html, (marks::OVERDUE, "error"), words.overdue(), true);
        }
        if order.is_stale(boot.now) {
            marks::pill(&mut html, (marks::STALE, "awaiting"), words.stale(), true);
        }
        if order.has_unpaid_access(boot.now) {
            marks::pill(&mut html, (marks::UNPAID_ACCESS, "error"), words.filter_unpaid_access(), true);
        }
        if order.has_twin {
            marks::pill(&mut html, (marks::DUPLICATE, "awaiting"), words.filter_duplicate(), true);
        }
        html.raw("</span>");
        if stays {
            html.raw("<span class='visually-hidden'>").text(words.row_stays()).raw("</span>");
        }
        html.raw("</div>");
        if !self.lines.is_empty() {
            self.rest(&mut html, order);
        }
        html.raw("</article></li>").finish()
    }

    /// What was chosen beyond the usual parts, on every card in half as many rows. What is empty is left out: what is not
    /// has a row of its own where there are enough, else they are shared out as if all were one line, cut into equal parts.
    fn rest(&self, html: &mut Html, order: &Order) {
        let said = self.lines.iter().map(|column| (names::column(self.words(), *column), self.line(*column, order)));
        let said: Vec<(&str, String)> = said.filter(|(_, text)| !text.is_empty()).collect();
        let width = |name: &str, text: &str| (name.chars().count() + text.chars().count() + 1).min(ROW);
        let all: usize = said.iter().map(|(name, text)| width(name, text)).sum();
        let rows = self.lines.len().div_ceil(2);
        let (mut begun, mut before) = (1_usize, 0_usize);
        html.raw("<div class='tile__lines'><p class='tile__line'>");
        for (at, (name, text)) in said.iter().enumerate() {
            let width = width(name, text);
            let place = (2 * before + width) * rows / (2 * all);
            if at > 0 && begun < rows && (place >= begun || said.len() - at <= rows - begun) {
                html.raw("</p><p class='tile__line'>");
                begun += 1;
            }
            before += width;
            html.raw("<span class='tile__label'>").text(name).raw("</span> <span class='tile__value'");
            html.value("title", text).raw(">").text(text).raw("</span> ");
        }
        for _ in begun..rows {
            html.raw("</p><p class='tile__line'>");
        }
        html.raw("</p></div>");
    }

    /// The next cards of a column did not come; they can be asked for once more.
    #[cfg(feature = "hydrate")]
    pub fn failed(&self) -> String {
        let mut html = Html::default();
        html.text(self.words().cards_failed()).raw(" <button type='button' class='button' data-retry>");
        html.text(self.words().rows_retry()).raw("</button>").finish()
    }

    /// The place of a card that is not loaded yet.
    #[cfg(feature = "hydrate")]
    pub fn blank(index: i64) -> String {
        let mut html = Html::default();
        html.raw("<li class='slot' aria-hidden='true'").value("data-index", &index.to_string());
        html.raw("><div class='tile'><span class='skeleton'></span></div></li>").finish()
    }

    fn time(&self, html: &mut Html, at: Timestamp, when: Option<String>) {
        let local = self.boot.zone.local(at);
        html.raw("<time class='tile__when'").value("datetime", &at.rfc3339());
        html.value("title", &format::date_time(self.boot.locale, local)).raw(">");
        html.text(&when.unwrap_or_else(|| format::short_date_time(self.boot.locale, local, self.year))).raw("</time>");
    }

    /// What a line of a card says of a column.
    fn line(&self, column: Column, order: &Order) -> String {
        let locale = self.boot.locale;
        let text = |cell: Plain| match cell {
            Plain::Empty => None,
            Plain::Text(text) | Plain::Phone(text) => Some(text),
            Plain::Amount(money) => Some(format::money(locale, money)),
            Plain::Integer(number) => Some(format::integer(locale, number)),
            Plain::DateTime(at) => Some(format::short_date_time(locale, at, self.year)),
            Plain::Date(day) => Some(format::short_date(locale, day, self.year)),
        };
        let cells = self.sheet.iter().flat_map(|sheet| sheet.cells(column, order));
        cells.filter_map(text).collect::<Vec<_>>().join(" · ")
    }

    fn products(&self, order: &Order) -> String {
        let first = order.products.first().map(|p| p.title.clone()).unwrap_or_default();
        match i64::try_from(order.products.len()).unwrap_or(1) - 1 {
            rest if rest > 0 => format!("{first} {}", self.words().products_more(rest)),
            _ => first,
        }
    }
}

/// The first letters of the first two words of a name.
fn initials(name: &str) -> String {
    name.split_whitespace().take(2).filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}
