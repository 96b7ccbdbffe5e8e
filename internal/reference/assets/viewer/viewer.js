'use strict';
// The colours that the reader chose on another page; where a browser keeps nothing, those of the system.
try { document.documentElement.dataset.theme = localStorage.getItem('theme') || ''; } catch { /* of the system */ }
// Swagger UI with everything off that would call another host or keep something.
SwaggerUIBundle({
  url: '../openapi.yaml',
  dom_id: '#viewer',
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  validatorUrl: null,
  queryConfigEnabled: false,
  persistAuthorization: false,
  syntaxHighlight: false,
});
