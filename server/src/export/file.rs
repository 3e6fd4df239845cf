//! Writes the orders of a source: CSV piece by piece, a workbook through temporary files on a thread of its own.

use super::{ExportError, Source, table::row};
use domain::Order;
use sheets::{CsvWriter, XlsxWriter};
use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
};
use tokio::{sync::mpsc, task::spawn_blocking};

/// How many batches may wait for the writer.
const WAITING: usize = 2;

/// A source as pieces of CSV.
pub struct CsvPieces {
    source: Source,
    writer: CsvWriter,
    rows: u64,
}

impl CsvPieces {
    /// The pieces of a source; the first one begins with the byte order mark and the header.
    pub fn new(source: Source) -> Result<Self, ExportError> {
        let mut writer = CsvWriter::new();
        writer.header(&source.table().header())?;
        Ok(Self { source, writer, rows: 0 })
    }

    /// The next piece; `None` at the end.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, ExportError> {
        let orders = self.source.next().await?;
        for order in &orders {
            self.writer.row(&row(self.source.table(), order))?;
        }
        self.rows += u64::try_from(orders.len()).unwrap_or(0);
        let piece = self.writer.take()?;
        Ok((!piece.is_empty()).then_some(piece))
    }

    /// How many orders were written so far.
    pub const fn rows(&self) -> u64 {
        self.rows
    }
}

/// Writes CSV; how many orders there were.
pub async fn csv(source: Source, out: &mut (dyn Write + Send)) -> Result<u64, ExportError> {
    let mut pieces = CsvPieces::new(source)?;
    while let Some(piece) = pieces.next().await? {
        out.write_all(&piece)?;
    }
    out.flush()?;
    Ok(pieces.rows())
}

/// Makes a workbook whose temporary files lie in `folder`: the file, which has no name and stands at its start, and how many
/// orders there were.
pub async fn xlsx(mut source: Source, folder: &Path) -> Result<(File, u64), ExportError> {
    let (sender, receiver) = mpsc::channel::<Vec<Order>>(WAITING);
    let (table, folder): (_, PathBuf) = (source.table().clone(), folder.to_owned());
    let writing = spawn_blocking(move || write_workbook(&table, &folder, receiver));
    let mut failed = None;
    loop {
        match source.next().await {
            Ok(orders) => {
                // The writer is gone only when it has failed, which it says itself.
                if orders.is_empty() || sender.send(orders).await.is_err() {
                    break;
                }
            }
            Err(error) => {
                failed = Some(error);
                break;
            }
        }
    }
    drop(sender);
    // The snapshot is not needed while the archive is made.
    drop(source);
    let written = writing.await?;
    match failed {
        Some(error) => Err(error),
        None => written,
    }
}

fn write_workbook(
    table: &super::Table,
    folder: &Path,
    mut batches: mpsc::Receiver<Vec<Order>>,
) -> Result<(File, u64), ExportError> {
    let mut writer = XlsxWriter::create(folder, table.words().orders_title())?;
    writer.header(&table.header(), &table.widths())?;
    let mut rows = 0;
    while let Some(orders) = batches.blocking_recv() {
        for order in &orders {
            writer.row(&row(table, order))?;
        }
        rows += u64::try_from(orders.len()).unwrap_or(0);
    }
    Ok((writer.finish()?, rows))
}
