//! News as the bytes of server-sent events. Pure. JSON has no line ends, so a message is one line of data.

use bytes::Bytes;
use domain::live::Seq;
use store::live::Since;

/// How long a browser waits before it comes again, in milliseconds.
const COME_AGAIN: u32 = 2_000;

/// What opens a stream: from now on the browser knows the number that it comes back with, if there is one yet.
pub(super) fn hello(known: Option<Seq>) -> Bytes {
    let id = known.map(|seq| format!("id: {seq}\n")).unwrap_or_default();
    format!("retry: {COME_AGAIN}\n{id}\n").into()
}

/// What keeps a quiet stream open, and the number up to date.
pub(super) fn beat(seq: Seq) -> Bytes {
    format!(":\nid: {seq}\n\n").into()
}

/// A message; none where there is nothing to tell.
pub(super) fn message(since: &Since) -> Result<Option<Bytes>, serde_json::Error> {
    Ok(match since {
        Since::News(news) if news.is_empty() => None,
        Since::News(news) => Some(format!("id: {}\ndata: {}\n\n", news.seq, serde_json::to_string(news)?).into()),
        Since::Reset(seq) => Some(format!("id: {seq}\nevent: reset\ndata: {{\"seq\":{seq}}}\n\n").into()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::live::News;

    #[test]
    fn a_message_is_one_line_of_data_under_its_number() {
        let seq = Seq(7);
        let news = News { seq, gone: vec![domain::ids::OrderId(3)], ..News::default() };
        assert_eq!(
            message(&Since::News(news)).unwrap().unwrap(),
            "id: 7\ndata: {\"seq\":7,\"orders\":[],\"gone\":[\"3\"]}\n\n"
        );
        assert_eq!(message(&Since::News(News { seq, ..News::default() })).unwrap(), None);
        assert_eq!(message(&Since::Reset(seq)).unwrap().unwrap(), "id: 7\nevent: reset\ndata: {\"seq\":7}\n\n");
    }
}
