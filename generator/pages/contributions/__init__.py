"""Pages of contributions: the server with all of its projects, and each project.

of_server and of_projects stream the documents, introduction is for the home page. Volunteers are nameless unless their
names are to be published.
"""

from generator.pages.contributions.project import of_projects
from generator.pages.contributions.server import introduction, of_server
from generator.pages.contributions.view import View

__all__ = ["View", "introduction", "of_projects", "of_server"]
