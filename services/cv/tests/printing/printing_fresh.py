"""Printing in a context that is opened for one page and was not warmed: what the pool is compared with."""

from playwright.async_api import Browser, Route


async def fresh_context(browser: Browser, page_html: str) -> bytes:
    """What a careful service without a pool does for each job."""
    context = await browser.new_context(
        offline=True, java_script_enabled=False, service_workers="block", accept_downloads=False
    )
    try:
        await context.route("**/*", refuse)
        page = await context.new_page()
        await page.set_content(page_html, wait_until="load")
        return await page.pdf(
            format="A4", prefer_css_page_size=True, print_background=True, tagged=True, outline=True
        )
    finally:
        await context.close()


async def refuse(route: Route) -> None:
    """No request leaves."""
    await route.abort()
