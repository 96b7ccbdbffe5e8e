package handlers

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
)

func v4Auth() table {
	return table{
		"createRequestTokenV4": taking(createRequestTokenV4),
		"createAccessTokenV4":  taking(createAccessTokenV4),
		"deleteAccessTokenV4":  taking(deleteAccessTokenV4),
	}
}

func createRequestTokenV4(c *Call, body gen.RequestTokenV4Body) (any, error) {
	token := c.State.RequestTokenV4(value(body.RedirectTo), c.Now)
	return success("request_token", token), nil
}

func createAccessTokenV4(c *Call, body gen.ApprovedTokenV4Body) (any, error) {
	token, accountID, err := c.State.NewAccessToken(body.RequestToken, c.Now)
	if err != nil {
		return nil, err
	}
	return success("access_token", token, "account_id", accountID), nil
}

func deleteAccessTokenV4(c *Call, body gen.DeleteTokenV4Body) (any, error) {
	if !c.State.EndAccessToken(body.AccessToken) {
		return nil, codes.NotFound()
	}
	return c.succeed(gen.StatusCodeDeleted)
}
