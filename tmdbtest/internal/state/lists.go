package state

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

// firstList is the id of the first list that is made on a server, unless the data has higher ones.
const firstList = 8500001

// List is a list of movies and series, which v3 and v4 both show. Who has one has a copy.
type List struct {
	dataset.List
	// Owner is never nil. Of one whom the data does not have it is the name alone.
	Owner *dataset.User
	Items []dataset.ListItem
}

// listOf returns a list of the data as one that can be changed.
func (s *State) listOf(from *dataset.List) *List {
	l := &List{List: *from, Owner: &dataset.User{Username: from.Username}}
	if a := s.accounts[from.Username]; a != nil {
		l.Owner = a.user
	}
	for _, item := range from.Items {
		if l.Add(item.Ref) {
			l.Comment(item.Ref, item.Comment)
		}
	}
	l.List.Items = nil
	l.SortBy = cmp.Or(l.SortBy, string(gen.ListSortByV4OriginalOrderAsc))
	return l
}

// copied returns the list as it is now.
func (l *List) copied() *List {
	c := *l
	c.Items = slices.Clone(l.Items)
	return &c
}

// Has reports whether something is on the list.
func (l *List) Has(ref dataset.Ref) bool { return l.index(ref) >= 0 }

// Add adds something to the end. It returns false if it is there already.
func (l *List) Add(ref dataset.Ref) bool {
	if l.Has(ref) {
		return false
	}
	l.Items = append(l.Items, dataset.ListItem{Ref: ref})
	return true
}

// Comment writes beside an entry. It returns false if there is none.
func (l *List) Comment(ref dataset.Ref, text string) bool {
	i := l.index(ref)
	if i < 0 {
		return false
	}
	l.Items[i].Comment = text
	return true
}

// Remove removes an entry. It returns false if there is none.
func (l *List) Remove(ref dataset.Ref) bool {
	i := l.index(ref)
	if i < 0 {
		return false
	}
	l.Items = slices.Delete(l.Items, i, i+1)
	return true
}

func (l *List) index(ref dataset.Ref) int {
	return slices.IndexFunc(l.Items, func(x dataset.ListItem) bool { return x.Ref == ref })
}

// of reports whether the list is that of an account, which may be nil.
func (l *List) of(a *Account) bool { return a != nil && a.user == l.Owner }

// CreateList makes an empty list of a user, who tells the language and country if the list does not, and
// returns its id.
func (s *State) CreateList(who *Account, l dataset.List, now time.Time) (id int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	owner := who.user
	l.ID, l.Username = s.nextList, owner.Username
	l.Language, l.Country = cmp.Or(l.Language, owner.Language), cmp.Or(l.Country, owner.Country)
	l.Created, l.Updated = types.TimestampOf(now), types.TimestampOf(now)
	s.lists[l.ID] = s.listOf(&l)
	s.nextList++
	if oldest := l.ID - most; oldest >= s.firstMade {
		delete(s.lists, oldest)
	}
	return l.ID
}

// list returns the list with an id, which may be the hex digits that lists had for ids once. The lock must
// be held.
func (s *State) list(id string) *List {
	if n, err := strconv.Atoi(id); err == nil {
		return s.lists[n]
	}
	for _, l := range s.lists {
		if l.ObjectID != "" && l.ObjectID == id {
			return l
		}
	}
	return nil
}

// List returns a list that who acts, nil for nobody, may see.
func (s *State) List(id string, who *Account) (*List, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.list(id)
	switch {
	case l == nil:
		return nil, codes.NotFound()
	case !l.Public && !l.of(who):
		return nil, codes.Fail(gen.StatusCodePrivateResource)
	}
	return l.copied(), nil
}

// EditList lets edit change a list of who acts, and keeps what it made of it unless it returns an error. It
// must not ask the state anything.
func (s *State) EditList(id string, who *Account, now time.Time, edit func(*List) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	l, err := s.editable(id, who)
	if err != nil {
		return err
	}
	l = l.copied()
	if err := edit(l); err != nil {
		return err
	}
	l.Updated = types.TimestampOf(now)
	s.lists[l.ID] = l
	return nil
}

func (s *State) editable(id string, who *Account) (*List, error) {
	l := s.list(id)
	switch {
	case l == nil:
		return nil, codes.NotFound()
	case !l.of(who):
		return nil, codes.Fail(gen.StatusCodeEditPermissionMissing)
	}
	return l, nil
}

// DeleteList deletes a list of who acts.
func (s *State) DeleteList(id string, who *Account) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	l, err := s.editable(id, who)
	if err != nil {
		return err
	}
	delete(s.lists, l.ID)
	return nil
}

// ListsOf returns the lists of a user, the newest first.
func (s *State) ListsOf(who *Account) []*List {
	return s.listsThat(func(l *List) bool { return l.of(who) })
}

// ListsWith returns the public lists that something is on, the newest first.
func (s *State) ListsWith(ref dataset.Ref) []*List {
	return s.listsThat(func(l *List) bool { return l.Public && l.Has(ref) })
}

func (s *State) listsThat(pass func(*List) bool) []*List {
	s.mu.Lock()
	defer s.mu.Unlock()
	var lists []*List
	for _, l := range s.lists {
		if pass(l) {
			lists = append(lists, l.copied())
		}
	}
	slices.SortFunc(lists, func(a, b *List) int { return cmp.Compare(b.ID, a.ID) })
	return lists
}
