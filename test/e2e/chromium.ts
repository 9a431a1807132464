/** Software rendering everywhere, so that a machine without a graphics card sees the same. Nothing is asked of the world outside. */
export const browserArguments = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
];
export const wall = { width: 1920, height: 1080 };
