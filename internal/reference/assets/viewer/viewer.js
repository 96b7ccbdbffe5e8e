// Swagger UI with everything off that would call another host or keep something.
'use strict';
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
