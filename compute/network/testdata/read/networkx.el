1 2 {}
1 3 {'weight': 2.0}
2 3 {'weight': 3.5, 'color': 'red'}
