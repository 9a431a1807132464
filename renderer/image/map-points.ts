/**
 * Colours at every 15th of 256 steps. Between them the published tables are nearly straight: no part of a colour is off by more than 5 of 255.
 * viridis, inferno and magma: S. van der Walt, N. Smith (https://bids.github.io/colormap, CC0); cividis: J. Nuñez, C. Anderton, R. Renslow
 * (https://doi.org/10.1371/journal.pone.0199239); blue to red: ColorBrewer's RdBu (https://colorbrewer2.org), which is light where there is no difference.
 */
export const mapPoints = {
  viridis: '440154 481769 472a7a 433d84 3d4e8a 355e8d 2e6d8e 297b8e 23898e 1f978b 21a585 2eb37c 46c06f 65cb5e 89d548 b0dd2f d8e219 fde725',
  inferno: '000004 0a0722 1e0c45 380962 510e6c 69166e 801f6c 982766 b0315b c63d4d d94d3d e9612b f47918 fa9407 fcb014 f8cd37 f2ea69 fcffa4',
  magma: '000004 090720 1a1042 311165 4a1079 621980 792282 912b81 aa337d c23b75 d9466b ec5860 f7725c fc8e64 feaa74 fec68a fde2a3 fcfdbf',
  cividis: '002051 002b64 0f356c 23406e 374a6e 4b556d 5c606e 6c6b70 797673 858176 928d78 9f9978 aea575 bfb26f d2bf66 e4cd5a f4db4e fdea45',
  grey: '000000 ffffff',
  difference: '053061 2166ac 4393c3 92c5de d1e5f0 f7f7f7 fddbc7 f4a582 d6604d b2182b 67001f',
} as const;
