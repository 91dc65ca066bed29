class ScalarMappable:
    def __init__(self, cmap=None):
        self.colours = len(cmap.colours)

    def set_array(self, array):
        pass

    def set_clim(self, low, high):
        self.ends = [low, high]
