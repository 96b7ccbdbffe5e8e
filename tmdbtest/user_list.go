package tmdbtest

import (
	"cmp"
	"maps"
	"slices"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

// firstListID is the id of the first list that is made on a server, unless the data has higher ones.
const firstListID = 8500001

// userList is a list as it is now. v3 and v4 show the same lists.
type userList struct {
	dataset.List
	items []listItem
	// nextEntryID is the id that v4 gives to the next entry.
	nextEntryID int
}

// listItem is a movie or series on a list.
type listItem struct {
	dataset.ListItem
	entryID int
}

// newUserList returns a list of the data that can be changed; the data stays as it is.
func newUserList(from *dataset.List) *userList {
	l := &userList{List: *from, nextEntryID: 1}
	l.List.Items = nil
	for _, item := range from.Items {
		l.add(*item)
	}
	return l
}

// add adds an entry to the end. It returns false if the entry is there already.
func (l *userList) add(item dataset.ListItem) bool {
	if l.index(item.Ref) >= 0 {
		return false
	}
	l.items = append(l.items, listItem{item, l.nextEntryID})
	l.nextEntryID++
	return true
}

// remove removes an entry. It returns false if there is none.
func (l *userList) remove(ref dataset.Ref) bool {
	i := l.index(ref)
	if i < 0 {
		return false
	}
	l.items = slices.Delete(l.items, i, i+1)
	return true
}

// index returns the place of an entry, -1 if it is not on the list.
func (l *userList) index(ref dataset.Ref) int {
	return slices.IndexFunc(l.items, func(x listItem) bool { return x.Ref == ref })
}

// snapshot returns the list as a list of the data, which nobody changes.
func (l *userList) snapshot() *dataset.List {
	list := l.List
	list.Items = make([]*dataset.ListItem, len(l.items))
	for i, item := range l.items {
		list.Items[i] = new(item.ListItem)
	}
	return &list
}

// touched notes that the list was changed.
func (l *userList) touched(c *call) { l.Updated = types.TimestampOf(c.now) }

// listsWith returns the public lists that a movie or series is on, the newest first, as they are now.
func (c *call) listsWith(ref dataset.Ref) []*dataset.List {
	s := c.srv.state
	s.mu.Lock()
	defer s.mu.Unlock()
	var lists []*dataset.List
	for l := range maps.Values(s.lists) {
		if l.Public && l.index(ref) >= 0 {
			lists = append(lists, l.snapshot())
		}
	}
	slices.SortFunc(lists, func(a, b *dataset.List) int { return cmp.Compare(b.ID, a.ID) })
	return lists
}
