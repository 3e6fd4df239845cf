//! placeholder
use super::TestDb;
pub async fn every_page_reads_few_rows_whatever_is_filtered_and_sorted(_t: TestDb) {}
pub async fn totals_of_kept_dimensions_never_touch_the_orders(_t: TestDb) {}
