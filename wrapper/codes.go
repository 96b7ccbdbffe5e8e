package wrapper

import "net/http"

// kindOfStatus returns the Err value that an HTTP status stands for, nil if there is none.
func kindOfStatus(status int) error {
	switch status {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		return ErrInvalid
	case http.StatusUnauthorized:
		return ErrUnauthorized
	case http.StatusNotFound:
		return ErrNotFound
	case http.StatusTooManyRequests:
		return ErrRateLimited
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return ErrUnavailable
	}
	return nil
}

// kindOfCode returns the Err value that one of TMDB's status codes stands for, nil if there is none.
func kindOfCode(code int) error {
	switch code {
	case 6, 21, 34, 37:
		return ErrNotFound
	case 3, 7, 10, 14, 16, 17, 30, 31, 32, 33, 35, 36, 38, 39, 45:
		return ErrUnauthorized
	case 4, 5, 8, 18, 19, 20, 22, 23, 26, 27, 28, 29, 40, 41, 42, 44, 47:
		return ErrInvalid
	case 25:
		return ErrRateLimited
	case 9, 11, 15, 24, 43, 46:
		return ErrUnavailable
	}
	return nil
}

// isSuccessCode reports whether TMDB's status code says that a request did what it was to do. 40, with
// which a write says that there was nothing to write, does not.
func isSuccessCode(code int) bool { return code == 1 || code == 12 || code == 13 }
