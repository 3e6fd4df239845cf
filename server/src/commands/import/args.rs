//! What `comptoir import` is told. Each flag has an environment variable.

use clap::Args;
use domain::{Currency, Zone, import::DateOrder};
use std::path::PathBuf;

/// Import the orders of a .csv or .xlsx file: all of them, or none with every bad row listed.
#[derive(Args, Clone, Debug)]
pub struct ImportArgs {
    /// The file: .csv (comma, semicolon or tab) or .xlsx, one row per order or one row per line
    #[arg(value_name = "FILE", env = "COMPTOIR_IMPORT_FILE")]
    pub file: PathBuf,
    /// Sheet of the workbook [default: the first visible one with content]
    #[arg(long, value_name = "NAME", env = "COMPTOIR_IMPORT_SHEET")]
    pub sheet: Option<String>,
    /// Map file: which column is which, which status belongs where (see the README)
    #[arg(long, value_name = "FILE.toml", env = "COMPTOIR_IMPORT_MAP")]
    pub map: Option<PathBuf>,
    /// Funnel of the orders, by name or slug [default: the desk's default funnel]
    #[arg(long, value_name = "NAME", env = "COMPTOIR_IMPORT_FUNNEL")]
    pub funnel: Option<String>,
    /// Make a stage of every status that no stage is called
    #[arg(long, env = "COMPTOIR_IMPORT_CREATE_STAGES")]
    pub create_stages: bool,
    /// Currency of amounts that state none, or only a symbol that several currencies share
    #[arg(long, value_name = "CODE", env = "COMPTOIR_IMPORT_CURRENCY", value_parser = currency)]
    pub currency: Option<Currency>,
    /// Order of day and month in text dates: dmy, mdy or ymd [default: what the column shows]
    #[arg(long, value_name = "ORDER", env = "COMPTOIR_IMPORT_DATE_ORDER", value_parser = date_order)]
    pub date_order: Option<DateOrder>,
    /// Time zone of dates that state none, such as Europe/Paris [default: the desk's]
    #[arg(long, value_name = "ZONE", env = "COMPTOIR_IMPORT_TIMEZONE", value_parser = zone)]
    pub timezone: Option<Zone>,
    /// Write every bad row into this file: row, column, value, reason
    #[arg(long, value_name = "FILE.csv", env = "COMPTOIR_IMPORT_ERRORS")]
    pub errors: Option<PathBuf>,
    /// Do everything but write
    #[arg(long, env = "COMPTOIR_IMPORT_DRY_RUN")]
    pub dry_run: bool,
    /// Print the report as JSON
    #[arg(long, env = "COMPTOIR_IMPORT_JSON")]
    pub json: bool,
}

impl ImportArgs {
    /// What the file is called, without its folder.
    pub fn file_name(&self) -> String {
        self.file.file_name().unwrap_or(self.file.as_os_str()).to_string_lossy().into_owned()
    }
}

fn currency(text: &str) -> Result<Currency, String> {
    Currency::parse(text).ok_or_else(|| "not an ISO 4217 currency code such as EUR, UAH or USD".to_owned())
}

fn date_order(text: &str) -> Result<DateOrder, String> {
    DateOrder::parse(text).ok_or_else(|| "one of dmy, mdy, ymd".to_owned())
}

fn zone(text: &str) -> Result<Zone, String> {
    store::zones::zone(text).ok_or_else(|| "not a time zone such as Europe/Paris or Europe/Kyiv".to_owned())
}
