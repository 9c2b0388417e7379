from tests.apps import stage

stage.prepare()
