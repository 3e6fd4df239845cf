-- Search by contact or order number: trigrams of orders.search_text, by rowid = order id, so the newest come first.
-- Contentless: the text stands once, in orders; orders::save keeps the index with it.

create virtual table order_search using fts5 (
  search_text, content = '', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0
);
