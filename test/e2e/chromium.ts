/**
 * Chromium draws by itself where there is no graphics card; through its imitation of one (`--use-angle=swiftshader`) each change of the matrix takes half a second of
 * processor time instead of 7 ms. Only WebGL is given the imitation. Nothing is asked of the world outside.
 */
export const browserArguments = ['--no-sandbox', '--enable-unsafe-swiftshader', '--disable-background-networking'];
export const wall = { width: 1920, height: 1080 };
