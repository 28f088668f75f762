"""All that knows Scrapy: the spider, feeds, downloads, middlewares, pipelines, extensions."""
