"""Write laomo_extract/report/vendor: the parts of ECharts and Tabulator that the report uses, as one script.

Needs npm. Versions are exact, and so are those that ECharts itself asks for, so that the same bytes come out again::

    python scripts/build_report_vendor.py
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

TARGET = Path(__file__).parent.parent / "laomo_extract" / "report" / "vendor"
PACKAGES = {"echarts": "6.1.0", "tabulator-tables": "6.5.3", "esbuild": "0.28.2"}
LICENCES = {
    "Apache ECharts 6.1.0 (Apache-2.0)": ("echarts/LICENSE", "echarts/NOTICE", "echarts/licenses/LICENSE-d3"),
    "ZRender 6.1.0, part of Apache ECharts (BSD-3-Clause)": ("zrender/LICENSE",),
    "tslib 2.3.0 (0BSD)": ("tslib/LICENSE.txt",),
    "Tabulator 6.5.3 (MIT)": ("tabulator-tables/LICENSE",),
}
ENTRY = """
import * as echarts from "echarts/core";
import { BarChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";
import { FilterModule, FormatModule, InteractionModule, SortModule, Tabulator } from "tabulator-tables";
echarts.use([BarChart, GridComponent, TooltipComponent, SVGRenderer]);
Tabulator.registerModule([FilterModule, FormatModule, InteractionModule, SortModule]);
export { echarts, Tabulator };
"""


def main() -> None:
    """Build in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))


def build(folder: Path) -> None:
    """Fetch the packages into ``folder``, put them together, and write what came out to TARGET."""
    (folder / "package.json").write_text("{}", encoding="utf-8")
    (folder / "entry.mjs").write_text(ENTRY, encoding="utf-8")
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", *wanted], cwd=folder, check=True)
    options = "--bundle --minify --format=iife --global-name=vendor --target=es2020 --charset=utf8"
    made = f"--outfile={folder / 'vendor.js'}"
    quiet = "--legal-comments=none"  # the licences stand in a file of their own, whole
    subprocess.run(["npx", "esbuild", "entry.mjs", *options.split(), quiet, made], cwd=folder, check=True)
    modules = folder / "node_modules"
    texts = [
        "\n\n".join(
            [f"{title}\n{'=' * len(title)}", *((modules / path).read_text("utf-8").strip() for path in paths)]
        )
        for title, paths in LICENCES.items()
    ]
    heads = "; ".join(LICENCES)
    script = (folder / "vendor.js").read_text("utf-8")
    style = (modules / "tabulator-tables" / "dist" / "css" / "tabulator_simple.min.css").read_text("utf-8")
    TARGET.mkdir(exist_ok=True)
    (TARGET / "vendor.js").write_text(
        f"/*! {heads}; see LICENSES.txt */\n{script.strip()}\n", encoding="utf-8"
    )
    (TARGET / "tabulator.css").write_text(
        style.split("/*# sourceMappingURL")[0].strip() + "\n", encoding="utf-8"
    )
    (TARGET / "LICENSES.txt").write_text("\n\n\n".join(texts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
