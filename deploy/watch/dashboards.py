"""Writes each dashboard of `panels.py` as a file for Grafana into `dashboards/`: `make dashboards`."""

from pathlib import Path

from grafana_foundation_sdk.builders import common, dashboard, prometheus, timeseries
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.common import LegendDisplayMode, LegendPlacement, TooltipDisplayMode
from grafana_foundation_sdk.models.dashboard import DashboardLinkType, DataSourceRef

from deploy.watch.panels import BOARDS, Panel

FOLDER = Path(__file__).with_name("dashboards")
SOURCE = DataSourceRef(type_val="prometheus", uid="prometheus")
"""The uid is that of `grafana/datasources.yml`."""


def _panel(panel: Panel) -> timeseries.Panel:
    made = (
        timeseries.Panel()
        .title(panel.title)
        .description(panel.about)
        .datasource(SOURCE)
        .unit(panel.unit)
        .min(0)
        .span(8)
        .height(8)
        .legend(
            common.VizLegendOptions()
            .display_mode(LegendDisplayMode.LIST)
            .placement(LegendPlacement.BOTTOM)
            .show_legend(True)
        )
        .tooltip(common.VizTooltipOptions().mode(TooltipDisplayMode.MULTI))
    )
    for place, query in enumerate(panel.queries):
        target = prometheus.Dataquery().expr(query.expr).legend_format(query.legend)
        made.with_target(target.ref_id(chr(ord("A") + place)))
    return made


def written(name: str) -> str:
    """The file of one dashboard."""
    board = BOARDS[name]
    made = (
        dashboard.Dashboard(board.title)
        .uid(f"lifeos-{name}")
        .description(board.about)
        .tags(["lifeos"])
        .refresh("30s")
        .time("now-3h", "now")
        .timezone("browser")
        .readonly()
        .link(dashboard.DashboardLink("Life-OS").type(DashboardLinkType.DASHBOARDS).tags(["lifeos"]))
    )
    for panel in board.panels:
        made.with_panel(_panel(panel))
    return JSONEncoder(sort_keys=True, indent=1).encode(made.build()) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in BOARDS:
        (FOLDER / f"{name}.json").write_text(written(name), "utf-8")
