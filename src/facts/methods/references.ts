/** A work as a paper cites it. */
export interface Reference {
  /** Author and year, as they stand in the text. */
  short: string;
  /** As it stands in the list of references. */
  entry: string;
}

/** Every work that a methods paragraph may cite, by first author and year. */
export const works = {
  boixAdsera2022: {
    short: 'Boix-Adserà et al., 2022',
    entry:
      'Boix-Adserà, E., Lawrence, H., Stepaniants, G., & Rigollet, P. (2022). GULP: A prediction-based metric between representations. Advances in Neural Information Processing Systems, 35. arXiv:2210.06545.',
  },
  gao2017: {
    short: 'Gao et al., 2017',
    entry:
      'Gao, P., Trautmann, E., Yu, B., Santhanam, G., Ryu, S., Shenoy, K., & Ganguli, S. (2017). A theory of multineuronal dimensionality, dynamics and measurement. bioRxiv 214262.',
  },
  groger2026: {
    short: 'Gröger et al., 2026',
    entry:
      'Gröger, F., Wen, S., & Brbić, M. (2026). Revisiting the Platonic Representation Hypothesis: An Aristotelian view. arXiv:2602.14486.',
  },
  hamilton2016: {
    short: 'Hamilton et al., 2016',
    entry:
      'Hamilton, W. L., Leskovec, J., & Jurafsky, D. (2016). Cultural shift or linguistic drift? Comparing two computational measures of semantic change. Conference on Empirical Methods in Natural Language Processing. arXiv:1606.02821.',
  },
  hotelling1936: {
    short: 'Hotelling, 1936',
    entry: 'Hotelling, H. (1936). Relations between two sets of variates. Biometrika, 28(3/4), 321–377.',
  },
  huh2024: {
    short: 'Huh et al., 2024',
    entry:
      'Huh, M., Cheung, B., Wang, T., & Isola, P. (2024). The Platonic Representation Hypothesis. International Conference on Machine Learning. arXiv:2405.07987.',
  },
  kaziAoual1995: {
    short: 'Kazi-Aoual et al., 1995',
    entry:
      'Kazi-Aoual, F., Hitier, S., Sabatier, R., & Lebreton, J.-D. (1995). Refined approximations to permutation tests for multivariate inference. Computational Statistics & Data Analysis, 20(6), 643–656.',
  },
  klabunde2025: {
    short: 'Klabunde et al., 2025',
    entry:
      'Klabunde, M., Schumacher, T., Strohmaier, M., & Lemmerich, F. (2025). Similarity of neural network models: A survey of functional and representational measures. ACM Computing Surveys, 57(9), 242. arXiv:2305.06329.',
  },
  klabunde2024: {
    short: 'Klabunde et al., 2024',
    entry:
      'Klabunde, M., Wald, T., Schumacher, T., Maier-Hein, K., Strohmaier, M., & Lemmerich, F. (2024). ReSi: A comprehensive benchmark for representational similarity measures. arXiv:2408.00531.',
  },
  kornblith2019: {
    short: 'Kornblith et al., 2019',
    entry:
      'Kornblith, S., Norouzi, M., Lee, H., & Hinton, G. (2019). Similarity of neural network representations revisited. International Conference on Machine Learning. arXiv:1905.00414.',
  },
  kriegeskorte2008: {
    short: 'Kriegeskorte et al., 2008',
    entry:
      'Kriegeskorte, N., Mur, M., & Bandettini, P. (2008). Representational similarity analysis – connecting the branches of systems neuroscience. Frontiers in Systems Neuroscience, 2, 4.',
  },
  li2016: {
    short: 'Li et al., 2016',
    entry:
      'Li, Y., Yosinski, J., Clune, J., Lipson, H., & Hopcroft, J. (2016). Convergent learning: Do different neural networks learn the same representations? International Conference on Learning Representations. arXiv:1511.07543.',
  },
  mcIntosh1996: {
    short: 'McIntosh et al., 1996',
    entry:
      'McIntosh, A. R., Bookstein, F. L., Haxby, J. V., & Grady, C. L. (1996). Spatial pattern analysis of functional brain images using partial least squares. NeuroImage, 3(3), 143–157.',
  },
  morcos2018: {
    short: 'Morcos et al., 2018',
    entry:
      'Morcos, A. S., Raghu, M., & Bengio, S. (2018). Insights on representational similarity in neural networks with canonical correlation. Advances in Neural Information Processing Systems, 31. arXiv:1806.05759.',
  },
  raghu2017: {
    short: 'Raghu et al., 2017',
    entry:
      'Raghu, M., Gilmer, J., Yosinski, J., & Sohl-Dickstein, J. (2017). SVCCA: Singular vector canonical correlation analysis for deep learning dynamics and interpretability. Advances in Neural Information Processing Systems, 30. arXiv:1706.05806.',
  },
  schonemann1966: {
    short: 'Schönemann, 1966',
    entry:
      'Schönemann, P. H. (1966). A generalized solution of the orthogonal Procrustes problem. Psychometrika, 31(1), 1–10.',
  },
  schutt2023: {
    short: 'Schütt et al., 2023',
    entry:
      'Schütt, H. H., Kipnis, A. D., Diedrichsen, J., & Kriegeskorte, N. (2023). Statistical inference on representational geometries. eLife, 12, e82566.',
  },
  song2012: {
    short: 'Song et al., 2012',
    entry:
      'Song, L., Smola, A., Gretton, A., Bedo, J., & Borgwardt, K. (2012). Feature selection via dependence maximization. Journal of Machine Learning Research, 13, 1393–1434.',
  },
  szekely2014: {
    short: 'Székely & Rizzo, 2014',
    entry:
      'Székely, G. J., & Rizzo, M. L. (2014). Partial distance correlation with methods for dissimilarities. The Annals of Statistics, 42(6), 2382–2412.',
  },
  szekely2007: {
    short: 'Székely et al., 2007',
    entry:
      'Székely, G. J., Rizzo, M. L., & Bakirov, N. K. (2007). Measuring and testing dependence by correlation of distances. The Annals of Statistics, 35(6), 2769–2794.',
  },
  wachter1980: {
    short: 'Wachter, 1980',
    entry:
      'Wachter, K. W. (1980). The limiting empirical measure of multiple discriminant ratios. The Annals of Statistics, 8(5), 937–957.',
  },
  wang2022: {
    short: 'Wang et al., 2022',
    entry:
      'Wang, C., Rao, W., Guo, W., Wang, P., Liu, J., & Guan, X. (2022). Towards understanding the instability of network embedding. IEEE Transactions on Knowledge and Data Engineering, 34(2), 927–941.',
  },
  williams2021: {
    short: 'Williams et al., 2021',
    entry:
      'Williams, A. H., Kunz, E., Kornblith, S., & Linderman, S. W. (2021). Generalized shape metrics on neural representations. Advances in Neural Information Processing Systems, 34. arXiv:2110.14739.',
  },
  yamins2014: {
    short: 'Yamins et al., 2014',
    entry:
      'Yamins, D. L. K., Hong, H., Cadieu, C. F., Solomon, E. A., Seibert, D., & DiCarlo, J. J. (2014). Performance-optimized hierarchical models predict neural responses in higher visual cortex. Proceedings of the National Academy of Sciences, 111(23), 8619–8624.',
  },
} as const satisfies Record<string, Reference>;
