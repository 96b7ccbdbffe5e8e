package match

import (
	"strings"
)

// maxElement is the longest name of a file that file systems allow, in bytes. What is longer is
// cut: the time that parsing takes grows faster than the text.
const maxElement = 255

// maxElements is how many elements of a path count, from its end: season, series and a folder
// above.
const maxElements = 4

// elements returns the last elements of a path, the file first. Both kinds of slash part them, for
// a list of files may come from another system.
func elements(path string) []string {
	var list []string
	for len(list) < maxElements {
		at := strings.LastIndexAny(path, `/\`)
		element := strings.TrimSpace(path[at+1:])
		if len(element) > maxElement {
			element = element[:maxElement]
		}
		if element = strings.ToValidUTF8(element, " "); element != "" && element != "." && !drive().MatchString(element) {
			list = append(list, element)
		}
		if at < 0 {
			break
		}
		path = path[:at]
	}
	return list
}

var drive = lazily(`^[A-Za-z]:$`)

// extensions are those of videos, and of what lies beside them under the same name. Others, as in
// "Vol. 2" or "The.Office.US", belong to the title.
var extensions = lazily(`(?i)\.(?:mkv|mp4|m4v|avi|mov|wmv|webm|mpe?g|ts|m2ts|mts|flv|ogm|ogv|vob|iso|img|divx|rmvb|3gp|asf|strm|` +
	`srt|sub|idx|ass|ssa|vtt|sup|smi|nfo|jpe?g|png|txt|torrent|nzb|rar|zip|part)$`)

// languages follow the name of subtitles: "Movie.en.forced.srt".
var (
	subtitles = lazily(`(?i)\.(?:srt|sub|idx|ass|ssa|vtt|sup|smi)$`)
	languages = lazily(`(?i)(?:[._-](?:[a-z]{2}|[a-z]{2}-[a-z]{2,3}|eng|ger|deu|fre|fra|spa|ita|por|jpn|chi|zho|kor|rus|dut|nld|pol|swe|` +
		`english|german|french|spanish|italian|portuguese|forced|sdh|cc|hi|default|full))+$`)
)

// trimExtension takes the extension from the name of a file. It reports whether there was one.
func trimExtension(name string) (string, bool) {
	loc := extensions().FindStringIndex(name)
	if loc == nil {
		return name, false
	}
	base := name[:loc[0]]
	if subtitles().MatchString(name) {
		base = languages().ReplaceAllString(base, "")
	}
	return base, true
}

// shelf are folders that hold titles, and so say nothing of one.
var shelf = lazily(`(?i)^(?:(?:my[ ._-]?|new[ ._-]?)?(?:movies?|films?|filme|videos?|tv|tv[ ._-]?shows?|shows?|series|serien|anime|` +
	`cartoons?|documentar(?:y|ies)|kids|media|medien|downloads?|complete|completed|incomplete|torrents?|usenet|library|plex|jellyfin|emby|kodi|` +
	`mnt|home|data|volumes?|storage|nas|share|users?|desktop|temp|tmp|blu-?rays?|dvds?|4k|uhd|hd|1080p|720p|2160p|to watch|watched|unwatched|new)|` +
	`cd ?\d|dis[ck] ?\d|dvd ?\d|video_ts|bdmv|stream|subs?|subtitles?|[a-z]|0-9|#)$`)

// blank are names of files that say nothing: their folder does.
var blank = lazily(`(?i)^(?:movie|film|video|main|feature|full|index|title ?\d*|vts[ _]\d+[ _]\d+|video[ _]ts|\d{5}|play|untitled|` +
	`[a-f0-9]{16,}|(?:img|vid|dsc|mvi|pxl|gopr)[_-]?\d.*|new|file|output|rip|part ?\d|cd ?\d|dis[ck] ?\d)$`)
