class ListedColormap:
    def __init__(self, colours):
        self.colours = colours
