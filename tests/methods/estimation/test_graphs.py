import pytest

from holdfast.methods.estimation import chordal_graphs


@pytest.mark.parametrize(("lists", "count"), [(2, 2), (3, 8), (4, 61), (5, 822)])
def test_chordal_graphs_are_counted_as_published(lists, count):
    graphs = chordal_graphs(lists)
    assert len(graphs) == count
    assert len(set(graphs)) == count


@pytest.mark.parametrize("lists", [3, 4, 5])
def test_each_graph_has_one_separator_fewer_than_cliques_and_counts_every_list_once(lists):
    for graph in chordal_graphs(lists):
        assert len(graph.separators) == len(graph.cliques) - 1
        covered = sum(map(len, graph.cliques)) - sum(map(len, graph.separators))
        assert covered == lists


def test_each_separator_lies_in_two_cliques():
    for graph in chordal_graphs(4):
        for separator in graph.separators:
            assert sum(separator <= clique for clique in graph.cliques) >= 2


def test_one_graph_is_complete():
    assert sum(graph.is_complete for graph in chordal_graphs(4)) == 1


def test_more_than_five_lists_are_not_enumerated():
    with pytest.raises(ValueError, match="two to five"):
        chordal_graphs(6)
