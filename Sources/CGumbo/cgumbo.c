#include "cgumbo.h"

#include <gumbo.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  cgumbo_event *events;
  size_t count;
  size_t capacity;
} event_list;

typedef struct {
  const GumboNode *node;
  unsigned int next;
} walk_step;

static int append(event_list *list, cgumbo_event event) {
  if (list->count == list->capacity) {
    size_t capacity = list->capacity * 2;
    cgumbo_event *wider = realloc(list->events, capacity * sizeof *wider);
    if (!wider) return -1;
    list->events = wider;
    list->capacity = capacity;
  }
  list->events[list->count++] = event;
  return 0;
}

static const GumboVector *children_of(const GumboNode *node) {
  switch (node->type) {
    case GUMBO_NODE_DOCUMENT: return &node->v.document.children;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE: return &node->v.element.children;
    default: return NULL;
  }
}

static cgumbo_event enter_event(const GumboNode *node, const char *skeleton) {
  cgumbo_event event = {-1, 0, CGUMBO_ENTER, 0};
  if (node->type == GUMBO_NODE_DOCUMENT) return event;
  const GumboElement *element = &node->v.element;
  if (element->original_tag.data && element->original_tag.length > 0 &&
      element->original_tag.data[0] == '<') {
    event.at = (int32_t)(element->original_tag.data - skeleton);
  } else if (element->tag == GUMBO_TAG_TR) {
    event.implied = 1;
  } else if (element->tag == GUMBO_TAG_TD || element->tag == GUMBO_TAG_TH) {
    event.implied = 2;
  }
  return event;
}

/// Walks the tree without recursion: its depth is not ours to know.
static int walk(const GumboNode *root, const char *skeleton, event_list *list) {
  size_t capacity = 64, depth = 0;
  walk_step *stack = malloc(capacity * sizeof *stack);
  if (!stack) return -1;
  int status = append(list, enter_event(root, skeleton));
  stack[depth++] = (walk_step){root, 0};
  while (depth > 0 && status == 0) {
    walk_step *step = &stack[depth - 1];
    const GumboVector *children = children_of(step->node);
    if (step->next >= children->length) {
      status = append(list, (cgumbo_event){-1, 0, CGUMBO_LEAVE, 0});
      depth--;
      continue;
    }
    const GumboNode *child = children->data[step->next++];
    if (children_of(child)) {
      if (depth == capacity) {
        walk_step *wider = realloc(stack, 2 * capacity * sizeof *stack);
        if (!wider) {
          status = -1;
          break;
        }
        stack = wider;
        capacity *= 2;
      }
      status = append(list, enter_event(child, skeleton));
      stack[depth++] = (walk_step){child, 0};
    } else if (child->type == GUMBO_NODE_TEXT) {
      const GumboText *text = &child->v.text;
      cgumbo_event event = {(int32_t)(text->original_text.data - skeleton),
                            (int32_t)strlen(text->text), CGUMBO_TEXT, 0};
      status = append(list, event);
    }
  }
  free(stack);
  return status;
}

int32_t cgumbo_parse(const char *skeleton, size_t length, cgumbo_event **events, size_t *count) {
  *events = NULL;
  *count = 0;
  event_list list = {malloc(64 * sizeof(cgumbo_event)), 0, 64};
  if (!list.events) return -1;
  GumboOptions options = kGumboDefaultOptions;
  // An error would copy the stack of open elements each time.
  options.max_errors = 0;
  GumboOutput *output = gumbo_parse_with_options(&options, skeleton, length);
  int status = walk(output->document, skeleton, &list);
  gumbo_destroy_output(&options, output);
  if (status != 0) {
    free(list.events);
    return -1;
  }
  *events = list.events;
  *count = list.count;
  return 0;
}

void cgumbo_free(cgumbo_event *events) { free(events); }
