/** Entries of the watchlist are changed by id, one at a time. Never edited once landed. */
export const sql = `
CREATE INDEX watch_entry_id ON watch_entry (json_extract(entry, '$.id'));
`;
