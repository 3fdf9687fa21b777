"""The entries of the search, kept by the database in the transaction that changes a record.

``search_source`` is what the entries have to be: one row a record, made from the tables of the
archive. ``search_refresh`` makes entries equal to it. Triggers call that for the records which
a statement touched; so whoever writes (an import, the admin, a COPY, psql), the entry changes
with the record or not at all. Why each lock is there is said beside it.
"""

# Who made a work, and who took part in it: as the filters of the lists have it.
WRITING = "'author', 'editor', 'foreword', 'introduction', 'speaker'"
TAKING_PART = (
    f"{WRITING}, 'publisher', 'partner', 'commissioner', 'sponsor', 'host', "
    "'subject', 'quoted', 'testimonial'"
)
UNDATED = 9_000_000_000_000_000  # sorts behind every day

DATES = f"""
    w.date_earliest, w.date_latest,
    coalesce(-((w.date_earliest - DATE '0001-01-01')::bigint * 8 + w.date_precision), {UNDATED})
        AS newest_key,
    coalesce((w.date_earliest - DATE '0001-01-01')::bigint * 8 + w.date_precision, {UNDATED})
        AS oldest_key"""
NO_DATES = f"""
    NULL::date AS date_earliest, NULL::date AS date_latest,
    {UNDATED}::bigint AS newest_key, {UNDATED}::bigint AS oldest_key"""
# Where the server's character type is "C", the parser of texts takes every sign beyond ASCII for a
# letter, so that a word beside a printed quotation mark or a dash would be another word. Those
# signs are read as control characters, one for one: what is marked can be turned back.
_SIGNS = "“”„‘’‚«»–—―‐‑…•·\u00a0\u2009\u202f£€©®™§″"
_CONTROLS = "".join(f"\\x{code:02x}" for code in (*range(1, 9), *range(14, 32)))
PLAIN = f"""
CREATE OR REPLACE FUNCTION archive_plain(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT translate($1, '{_SIGNS}', E'{_CONTROLS}') $$;
CREATE OR REPLACE FUNCTION archive_shown(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT translate($1, E'{_CONTROLS}', '{_SIGNS}') $$;
"""
LONGEST = 200_000  # characters of one field: far more than any has, far less than a vector holds


def vector(weight: str, *parts: str) -> str:
    joined = " || ' ' || ".join(f"coalesce({part}, '')" for part in parts)
    return (
        f"setweight(to_tsvector('archive', archive_plain(left({joined}, {LONGEST}))), '{weight}')"
    )


def work(room: str, table: str, column: str, *, title: str, about: str, **parts: str) -> str:
    """The entries of one kind of work."""
    everyone = room in ("news", "event")  # as their lists count people: in whatever part
    roles = "" if everyone else f" AND c.role IN ({WRITING})"
    entries = (
        f"""SELECT coalesce(array_agg(DISTINCT x.project_id), '{{}}') AS projects
            FROM publications_projectentry x WHERE x.{column} = w.id"""
        if room != "project"
        else "SELECT '{}'::bigint[] AS projects"
    )
    headings = (
        f"""SELECT string_agg(s.title, ' ' ORDER BY s.position, s.id) AS words
            FROM publications_section s WHERE s.{column} = w.id AND s.title <> ''"""
        if room != "event"
        else "SELECT '' AS words"
    )
    extra = parts.get("extra", "''")
    return f"""
    SELECT '{room}'::text AS room, w.id AS record, w.identifier,
        {parts.get("kind", "w.kind")} AS kind, w.status, w.sort_title, {parts.get("dates", DATES)},
        c.authors, c.organisations, e.projects,
        {parts.get("series", "'{}'::bigint[]")} AS series, t.topics,
        {vector("A", title, "c.makers")} || {vector("B", about)}
        || {vector("C", "c.others", "h.words", extra)} AS vector
    FROM {table} w
    CROSS JOIN LATERAL (
        SELECT
            coalesce(array_agg(DISTINCT c.author_id)
                FILTER (WHERE c.author_id IS NOT NULL{roles}), '{{}}') AS authors,
            coalesce(array_agg(DISTINCT c.organisation_id)
                FILTER (WHERE c.organisation_id IS NOT NULL AND c.role IN ({TAKING_PART})), '{{}}')
                AS organisations,
            string_agg(a.name, ' ' ORDER BY c.position, c.id)
                FILTER (WHERE c.role IN ({WRITING})) AS makers,
            string_agg(coalesce(a.name, o.name || ' ' || o.abbreviation), ' '
                ORDER BY c.position, c.id)
                FILTER (WHERE c.organisation_id IS NOT NULL OR c.role NOT IN ({WRITING})) AS others
        FROM publications_contribution c
        LEFT JOIN publications_author a ON a.id = c.author_id AND a.status = 'published'
        LEFT JOIN publications_organisation o
            ON o.id = c.organisation_id AND o.status = 'published'
        WHERE c.{column} = w.id
    ) c
    CROSS JOIN LATERAL ({entries}) e
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(DISTINCT x.topic_id), '{{}}') AS topics
        FROM publications_topicassignment x WHERE x.{column} = w.id
    ) t
    CROSS JOIN LATERAL ({headings}) h"""


def agent(room: str, column: str, also: str) -> str:
    """The entries of people or of organisations."""
    biographies = (
        "(SELECT string_agg(b.text, ' ' ORDER BY b.id) FROM publications_biography b "
        "WHERE b.author_id = w.id)"
        if room == "author"
        else "''"
    )
    return f"""
    SELECT '{room}'::text, w.id, w.identifier, '{room}', w.status, w.sort_name, {NO_DATES},
        '{{}}'::bigint[], '{{}}'::bigint[], '{{}}'::bigint[], '{{}}'::bigint[], '{{}}'::bigint[],
        {vector("A", "w.name", also, "n.words")} || {vector("C", biographies)}
    FROM publications_{room} w
    CROSS JOIN LATERAL (
        SELECT string_agg(v.printed, ' ' ORDER BY v.id) AS words
        FROM publications_namevariant v WHERE v.{column} = w.id AND v.printed <> w.name
    ) n"""


SOURCE = "CREATE OR REPLACE VIEW search_source AS " + " UNION ALL ".join(
    (
        work(
            "publication",
            "publications_publication",
            "publication_id",
            title="w.title || ' ' || w.subtitle",
            about="w.summary",
            series="array_remove(ARRAY[w.series_id], NULL)",
            extra="concat_ws(' ', (SELECT s.title || ' ' || w.series_number "
            "FROM publications_series s WHERE s.id = w.series_id AND s.status = 'published'), "
            "(SELECT string_agg(i.value || ' ' || i.printed, ' ' ORDER BY i.id) "
            "FROM publications_publishedidentifier i WHERE i.publication_id = w.id))",
        ),
        work(
            "news",
            "publications_newsitem",
            "news_item_id",
            title="w.title",
            about="w.summary",
        ),
        work(
            "event",
            "publications_event",
            "event_id",
            title="w.title",
            about="w.summary || ' ' || w.venue",
        ),
        work(
            "project",
            "publications_project",
            "project_id",
            title="w.title",
            about="w.summary",
            kind="'project'",
            dates=NO_DATES,
        ),
        agent("author", "author_id", "''"),
        agent("organisation", "organisation_id", "w.abbreviation"),
    )
)

FUNCTIONS = """
-- Every lexeme of some vectors.
CREATE AGGREGATE search_union(tsvector)
    (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '');

-- The words of the text of one work, its notes among them.
CREATE FUNCTION search_text(room_ text, record_ bigint) RETURNS tsvector
LANGUAGE plpgsql STABLE AS $$
BEGIN
    CASE room_
    WHEN 'publication' THEN RETURN (SELECT search_union(strip(v)) FROM (
        SELECT p.search_vector FROM publications_passage p
        JOIN publications_section s ON s.id = p.section_id WHERE s.publication_id = record_
        UNION ALL
        SELECT search_vector FROM publications_footnote WHERE publication_id = record_) AS t (v));
    WHEN 'news' THEN RETURN (SELECT search_union(strip(v)) FROM (
        SELECT p.search_vector FROM publications_passage p
        JOIN publications_section s ON s.id = p.section_id WHERE s.news_item_id = record_
        UNION ALL
        SELECT search_vector FROM publications_footnote WHERE news_item_id = record_) AS t (v));
    WHEN 'project' THEN RETURN (SELECT search_union(strip(v)) FROM (
        SELECT p.search_vector FROM publications_passage p
        JOIN publications_section s ON s.id = p.section_id WHERE s.project_id = record_
        UNION ALL
        SELECT search_vector FROM publications_footnote WHERE project_id = record_) AS t (v));
    ELSE RETURN '';
    END CASE;
END $$;

-- Makes the entries of some records equal to their source.
CREATE FUNCTION search_refresh(room_ text, records_ bigint[], texts_ boolean) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    -- Names stand in the entries of works. Whoever renames a person holds that row; we wait for
    -- it here, so that an entry never keeps a name that was changed while it was made.
    PERFORM 1 FROM publications_author a WHERE a.id IN (
        SELECT c.author_id FROM publications_contribution c
        WHERE CASE room_
            WHEN 'publication' THEN c.publication_id WHEN 'news' THEN c.news_item_id
            WHEN 'event' THEN c.event_id WHEN 'project' THEN c.project_id END = ANY (records_)
        ) ORDER BY a.id FOR SHARE;
    PERFORM 1 FROM publications_organisation o WHERE o.id IN (
        SELECT c.organisation_id FROM publications_contribution c
        WHERE CASE room_
            WHEN 'publication' THEN c.publication_id WHEN 'news' THEN c.news_item_id
            WHEN 'event' THEN c.event_id WHEN 'project' THEN c.project_id END = ANY (records_)
        ) ORDER BY o.id FOR SHARE;
    -- Two transactions that change one work take turns: the second sees what the first wrote,
    -- since each statement below has a snapshot of its own.
    PERFORM 1 FROM publications_searchentry e
        WHERE e.room = room_ AND e.record = ANY (records_) ORDER BY e.id FOR UPDATE;

    DELETE FROM publications_searchentry e
    WHERE e.room = room_ AND e.record = ANY (records_) AND NOT EXISTS (
        SELECT FROM search_source s WHERE s.room = room_ AND s.record = e.record);

    UPDATE publications_searchentry e SET
        identifier = s.identifier, kind = s.kind, status = s.status, sort_title = s.sort_title,
        date_earliest = s.date_earliest, date_latest = s.date_latest,
        newest_key = s.newest_key, oldest_key = s.oldest_key,
        authors = s.authors, organisations = s.organisations, projects = s.projects,
        series = s.series, topics = s.topics, vector = s.vector,
        words = CASE WHEN texts_ OR e.vector <> s.vector
            THEN strip(s.vector) || search_text(room_, s.record) ELSE e.words END
    FROM search_source s
    WHERE e.room = room_ AND e.record = ANY (records_)
        AND s.room = room_ AND s.record = ANY (records_) AND s.record = e.record
        AND (texts_ OR (e.identifier, e.kind, e.status, e.sort_title, e.date_earliest,
                e.date_latest, e.newest_key, e.oldest_key, e.authors, e.organisations, e.projects,
                e.series, e.topics, e.vector)
            IS DISTINCT FROM (s.identifier, s.kind, s.status, s.sort_title, s.date_earliest,
                s.date_latest, s.newest_key, s.oldest_key, s.authors, s.organisations, s.projects,
                s.series, s.topics, s.vector));

    INSERT INTO publications_searchentry (room, record, identifier, kind, status, sort_title,
        date_earliest, date_latest, newest_key, oldest_key, authors, organisations, projects,
        series, topics, vector, words)
    SELECT s.room, s.record, s.identifier, s.kind, s.status, s.sort_title,
        s.date_earliest, s.date_latest, s.newest_key, s.oldest_key, s.authors, s.organisations,
        s.projects, s.series, s.topics, s.vector,
        strip(s.vector) || search_text(room_, s.record)
    FROM search_source s
    WHERE s.room = room_ AND s.record = ANY (records_) AND NOT EXISTS (
        SELECT FROM publications_searchentry e WHERE e.room = room_ AND e.record = s.record);
END $$;

-- After a statement: TG_ARGV[0] is a query over the changed rows for room, records and texts.
-- With archive.search = 'at commit' a bulk load has its entries made once, when it commits.
CREATE FUNCTION search_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched record;
    later boolean := current_setting('archive.search', true) = 'at commit';
BEGIN
    FOR touched IN EXECUTE TG_ARGV[0] LOOP
        CONTINUE WHEN touched.records IS NULL;
        IF later THEN
            INSERT INTO publications_searchpending (room, records, texts)
                VALUES (touched.room, touched.records, touched.texts);
        ELSE
            PERFORM search_refresh(touched.room, touched.records, touched.texts);
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

-- At the commit of a bulk load, once for all that it touched.
CREATE FUNCTION search_catch_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched record;
BEGIN
    FOR touched IN
        WITH gone AS (DELETE FROM publications_searchpending RETURNING room, records, texts)
        SELECT room, array_agg(record) AS records, texts FROM (
            SELECT room, record, bool_or(texts) AS texts,
                row_number() OVER (PARTITION BY room, bool_or(texts) ORDER BY record) / 20000 AS part
            FROM gone, unnest(records) AS record GROUP BY room, record
        ) AS each GROUP BY room, texts, part
    LOOP
        PERFORM search_refresh(touched.room, touched.records, touched.texts);
    END LOOP;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER search_pending AFTER INSERT ON publications_searchpending
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION search_catch_up();

-- The log of changes, by which each process of the web server catches up.
CREATE FUNCTION search_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO publications_searchchange (entry, transaction)
            SELECT id, pg_current_xact_id()::text::bigint FROM old_rows;
    ELSE
        INSERT INTO publications_searchchange (entry, transaction)
            SELECT id, pg_current_xact_id()::text::bigint FROM new_rows;
    END IF;
    RETURN NULL;
END $$;

-- Entries are narrow where they are counted; their vectors lie beside them.
ALTER TABLE publications_searchentry SET (toast_tuple_target = 256);
ALTER TABLE publications_searchentry ALTER COLUMN words SET STORAGE EXTERNAL;
"""

ROWS = {
    "INSERT": ("NEW TABLE AS new_rows", "(SELECT * FROM new_rows)"),
    "DELETE": ("OLD TABLE AS old_rows", "(SELECT * FROM old_rows)"),
    "UPDATE": (
        "OLD TABLE AS old_rows NEW TABLE AS new_rows",
        "(SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows)",
    ),
}
COLUMNS = {
    "publication": "publication_id",
    "news": "news_item_id",
    "event": "event_id",
    "project": "project_id",
}


def own(room: str) -> str:
    return f"SELECT '{room}' AS room, array_agg(DISTINCT id) AS records, false AS texts FROM {{}} x"


def of(rooms: str, texts: bool = False, source: str = "{}", of: str = "") -> str:
    """The works that the changed rows belong to."""
    return " UNION ALL ".join(
        f"SELECT '{room}' AS room, array_agg(DISTINCT {of}{COLUMNS[room]}) "
        f"FILTER (WHERE {of}{COLUMNS[room]} IS NOT NULL) AS records, {texts} AS texts "
        f"FROM {source} x"
        for room in rooms.split()
    )


def by(column: str) -> str:
    """The works to which the changed people or organisations contributed."""
    return of(
        "publication news event project",
        source=f"publications_contribution c JOIN {{}} y ON y.id = c.{column} CROSS JOIN "
        "(SELECT 1)",
        of="c.",
    )


def agent_of(room: str, column: str) -> str:
    return (
        f"SELECT '{room}' AS room, array_agg(DISTINCT {column}) "
        f"FILTER (WHERE {column} IS NOT NULL) AS records, false AS texts FROM {{}} x"
    )


ALL = "publication news event project"
TEXTS = "publication news project"
TOUCHED = {
    "publication": own("publication"),
    "newsitem": own("news"),
    "event": own("event"),
    "project": own("project"),
    "author": f"{own('author')} UNION ALL {by('author_id')}",
    "organisation": f"{own('organisation')} UNION ALL {by('organisation_id')}",
    "contribution": of(ALL),
    "topicassignment": of(ALL),
    "projectentry": of("publication news event"),
    "namevariant": " UNION ALL ".join(
        (agent_of("author", "author_id"), agent_of("organisation", "organisation_id"))
    ),
    "biography": agent_of("author", "author_id"),
    "section": of(TEXTS),
    "footnote": of(TEXTS, texts=True),
    "passage": of(
        TEXTS,
        texts=True,
        source="publications_section s JOIN {} y ON y.section_id = s.id CROSS JOIN (SELECT 1)",
        of="s.",
    ),
    "publishedidentifier": of("publication"),
    "series": "SELECT 'publication' AS room, array_agg(DISTINCT p.id) AS records, "
    "false AS texts FROM publications_publication p JOIN {} x ON x.id = p.series_id",
}


def triggers() -> str:
    made = []
    for table, query in TOUCHED.items():
        for event, (tables, rows) in ROWS.items():
            asked = query.replace("{}", rows).replace("'", "''")
            made.append(
                f"CREATE TRIGGER search_{event.lower()} AFTER {event} ON publications_{table} "
                f"REFERENCING {tables} FOR EACH STATEMENT "
                f"EXECUTE FUNCTION search_follow('{asked}');"
            )
    made += [
        f"CREATE TRIGGER search_log_{event.lower()} AFTER {event} ON publications_searchentry "
        f"REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION search_log();"
        for event, (tables, _) in ROWS.items()
    ]
    return "\n".join(made)


FIRST = """
SELECT search_refresh(room, array_agg(record), false) FROM search_source GROUP BY room;
"""

REVERSE = "\n".join(
    [
        f"DROP TRIGGER search_{event.lower()} ON publications_{table};"
        for table in TOUCHED
        for event in ROWS
    ]
    + [f"DROP TRIGGER search_log_{event.lower()} ON publications_searchentry;" for event in ROWS]
    + [
        "DROP TRIGGER search_pending ON publications_searchpending;",
        "DROP FUNCTION search_catch_up; DROP FUNCTION search_log; DROP FUNCTION search_follow;",
        "DROP FUNCTION search_refresh; DROP FUNCTION search_text;",
        "DROP AGGREGATE search_union(tsvector); DROP VIEW search_source;",
    ]
)

FORWARD = [(statement, None) for statement in (SOURCE, FUNCTIONS, triggers(), FIRST)]
