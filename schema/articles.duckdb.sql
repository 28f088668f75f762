-- The lines as a view with the columns of `scrapy parquet`.
-- A date is the instant (null for a day alone), the paper's own clock, its own day.
CREATE OR REPLACE VIEW articles AS
SELECT
  * REPLACE (
    CASE WHEN date_published LIKE '%T%' THEN date_published::TIMESTAMPTZ END AS date_published,
    CASE WHEN date_modified LIKE '%T%' THEN date_modified::TIMESTAMPTZ END AS date_modified
  ),
  CASE WHEN date_published LIKE '%T%' THEN left(date_published, 19)::TIMESTAMP END AS date_published_local,
  left(date_published, 10)::DATE AS date_published_day,
  CASE WHEN date_modified LIKE '%T%' THEN left(date_modified, 19)::TIMESTAMP END AS date_modified_local,
  left(date_modified, 10)::DATE AS date_modified_day
FROM read_json(
  'output/articles/*/*.jsonl*',
  format = 'newline_delimited',
  columns = {
    'id': 'VARCHAR',
    'url': 'VARCHAR',
    'canonical_url': 'VARCHAR',
    'site': 'VARCHAR',
    'publisher': 'VARCHAR',
    'region': 'VARCHAR',
    'province': 'VARCHAR',
    'headline': 'VARCHAR',
    'description': 'VARCHAR',
    'date_published': 'VARCHAR',
    'date_published_raw': 'VARCHAR',
    'date_precision': 'VARCHAR',
    'date_modified': 'VARCHAR',
    'date_modified_raw': 'VARCHAR',
    'authors': 'VARCHAR[]',
    'editors': 'VARCHAR[]',
    'article_section': 'VARCHAR',
    'keywords': 'VARCHAR[]',
    'dateline': 'VARCHAR',
    'article_body': 'VARCHAR',
    'is_accessible_for_free': 'BOOLEAN',
    'images': 'STRUCT("url" VARCHAR, "caption" VARCHAR)[]',
    'source_organization': 'VARCHAR',
    'in_language': 'VARCHAR',
    'location': 'STRUCT("code" VARCHAR, "name" VARCHAR, "region" VARCHAR)',
    'word_count': 'BIGINT',
    'content_hash': 'VARCHAR',
    'cluster_id': 'VARCHAR',
    'duplicate_of': 'VARCHAR',
    'similarity': 'DOUBLE',
    'revision': 'BIGINT',
    'previous_hash': 'VARCHAR',
    'warc': 'STRUCT("file" VARCHAR, "offset" BIGINT)',
    'fetched_at': 'TIMESTAMPTZ',
    'extraction': 'STRUCT("headline" VARCHAR, "description" VARCHAR, "date_published" VARCHAR, "authors" VARCHAR, "editors" VARCHAR, "article_section" VARCHAR, "keywords" VARCHAR, "article_body" VARCHAR, "images" VARCHAR)',
    'extractor_version': 'VARCHAR',
    'run': 'VARCHAR',
    'schema_version': 'VARCHAR',
  }
);
