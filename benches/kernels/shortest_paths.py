# Dijkstra's algorithm with a heap of tuples, over a graph in dicts.
import heapq

def build(size):
    graph = {}
    for node in range(size):
        graph[node] = {(node * 7 + step * 13) % size: (node * step) % 17 + 1 for step in range(1, 6)}
    return graph

def distances(graph, start):
    best = {start: 0}
    queue = [(0, start)]
    while queue:
        distance, node = heapq.heappop(queue)
        if distance > best[node]:
            continue
        for neighbour, length in graph[node].items():
            candidate = distance + length
            if neighbour not in best or candidate < best[neighbour]:
                best[neighbour] = candidate
                heapq.heappush(queue, (candidate, neighbour))
    return best

check = sum(distances(build(8000), 0).values())
