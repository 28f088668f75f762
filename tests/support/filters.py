"""Pages of filters that a paper may have before it."""

CLOUDFLARE = """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>
<meta http-equiv="refresh" content="390"></head><body><div class="main-wrapper" role="main">
<noscript><div class="h2"><span id="challenge-error-text">Enable JavaScript and cookies to continue
</span></div></noscript></div><script>(function(){window._cf_chl_opt={cvId:'3',cZone:'x'};})();
</script></body></html>"""
IMUNIFY = '{"message": "Access denied by Imunify360 bot-protection. IPs used for automation ..."}'
