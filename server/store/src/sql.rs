//! A small builder for SQL that is not known at compile time: static fragments and counted binds.
//!
//! Text only ever comes from `&'static str`; values are always bound. `$1` is read by both databases.

/// A value that is bound to a statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number, an instant, an id or a flag.
    Int(Option<i64>),
    /// Text.
    Text(Option<String>),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}
impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}
impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Int(Some(i64::from(value)))
    }
}
impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}
impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}
impl From<Option<String>> for Value {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}
impl From<Option<&str>> for Value {
    fn from(value: Option<&str>) -> Self {
        Self::Text(value.map(str::to_owned))
    }
}
impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

/// What one column of many rows holds.
pub(crate) enum Column {
    Ints(Vec<Option<i64>>),
    Texts(Vec<Option<String>>),
    Bytes(Vec<Vec<u8>>),
}

impl Column {
    /// The columns of rows that are all of one shape; none where they are not.
    pub(crate) fn of(rows: &[Vec<Value>]) -> Option<Vec<Self>> {
        let empty = |value: &Value| match value {
            Value::Int(_) => Self::Ints(Vec::new()),
            Value::Text(_) => Self::Texts(Vec::new()),
            Value::Bytes(_) => Self::Bytes(Vec::new()),
        };
        let mut columns: Vec<Self> = rows.first()?.iter().map(empty).collect();
        for row in rows {
            if row.len() != columns.len() {
                return None;
            }
            for (column, value) in columns.iter_mut().zip(row) {
                match (column, value) {
                    (Self::Ints(all), Value::Int(one)) => all.push(*one),
                    (Self::Texts(all), Value::Text(one)) => all.push(one.clone()),
                    (Self::Bytes(all), Value::Bytes(one)) => all.push(one.clone()),
                    _ => return None,
                }
            }
        }
        Some(columns)
    }

    /// What PostgreSQL calls it.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Ints(_) => "bigint[]",
            Self::Texts(_) => "text[]",
            Self::Bytes(_) => "bytea[]",
        }
    }
}

/// A statement in the making.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sql {
    text: String,
    values: Vec<Value>,
    /// Whether lists were bound.
    lists: bool,
}

impl Sql {
    /// A statement that begins with `text`.
    pub fn new(text: &'static str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// A static statement with its values, in the order of `$1`, `$2`, …
    pub fn with(text: &'static str, values: impl IntoIterator<Item = Value>) -> Self {
        Self { text: text.to_owned(), values: values.into_iter().collect(), lists: false }
    }

    /// A statement about the schema, as the database itself has defined it.
    pub(crate) fn of_schema(definition: String) -> Self {
        Self { text: definition, ..Self::default() }
    }

    /// Appends static text.
    pub fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Appends a bound value.
    pub fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        let n = self.values.len();
        self.text.push_str(&format!("${n}"));
        self
    }

    /// Appends a number as text: what is planned once for all values that are bound is planned for this number.
    pub fn push_number(&mut self, number: usize) -> &mut Self {
        self.text.push_str(&number.to_string());
        self
    }

    /// Appends bound values with commas between: the inside of `in (…)` or of a row.
    pub fn bind_list<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> &mut Self {
        self.lists = true;
        for (i, value) in values.into_iter().enumerate() {
            if i > 0 {
                self.text.push_str(", ");
            }
            self.bind(value);
        }
        self
    }

    /// Appends a row of values in parentheses.
    pub fn bind_row(&mut self, values: impl IntoIterator<Item = Value>) -> &mut Self {
        self.push("(").bind_list(values).push(")")
    }

    /// Whether lists were bound.
    pub(crate) const fn has_lists(&self) -> bool {
        self.lists
    }

    /// The text with `?` in place of `$1`, `$2`, …, and the values. Only where each value is bound once and in order,
    /// as in rows: SQLite looks a numbered parameter up among all others, which is quadratic in thousands of them.
    pub(crate) fn into_unnumbered(self) -> (String, Vec<Value>) {
        let mut parts = self.text.split('$');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            text.push('?');
            text.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
        }
        (text, self.values)
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The values so far, in the order of `$1`, `$2`, …
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// The text and the values.
    pub(crate) fn into_parts(self) -> (String, Vec<Value>) {
        (self.text, self.values)
    }
}
