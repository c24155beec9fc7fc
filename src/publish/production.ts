// React's server renderer is several times slower in its development build, and picks the build when it is first imported.
// This file is therefore imported before anything that imports React.
process.env.NODE_ENV ??= "production";
