"""Pages of contributions: the server with all of its projects, and each project.

of_server and of_projects stream the documents, introduction is for the home page. Volunteers are nameless unless their
names are to be published.
"""

from typing import TYPE_CHECKING

from generator import on_demand

if TYPE_CHECKING:
    from generator.pages.contributions.project import of_projects
    from generator.pages.contributions.server import introduction, of_server
    from generator.pages.contributions.view import View

__all__ = ["View", "introduction", "of_projects", "of_server"]

__getattr__ = on_demand.names(__name__, {"project": "of_projects", "server": "introduction of_server", "view": "View"})
