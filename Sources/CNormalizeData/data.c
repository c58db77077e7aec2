#include "normalize_data.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

// Every file of Sources/Normalize/{Decode/Data,HTML/Data,Lexicon/Data,Strip/Rules,Tables/Data}, in the order of their paths.
static const uint8_t file_codes[] = {
#embed "../Normalize/Decode/Data/codes.tsv" if_empty(0)
};
static const uint8_t file_0[] = {
#embed "../Normalize/HTML/Data/entities.tsv" if_empty(0)
};
static const uint8_t file_1[] = {
#embed "../Normalize/Lexicon/Data/abbreviations.tsv" if_empty(0)
};
static const uint8_t file_2[] = {
#embed "../Normalize/Lexicon/Data/bodies.tsv" if_empty(0)
};
static const uint8_t file_3[] = {
#embed "../Normalize/Lexicon/Data/brands.tsv" if_empty(0)
};
static const uint8_t file_4[] = {
#embed "../Normalize/Lexicon/Data/en-stops.tsv" if_empty(0)
};
static const uint8_t file_5[] = {
#embed "../Normalize/Lexicon/Data/genders.tsv" if_empty(0)
};
static const uint8_t file_6[] = {
#embed "../Normalize/Lexicon/Data/law-heads.tsv" if_empty(0)
};
static const uint8_t file_7[] = {
#embed "../Normalize/Lexicon/Data/laws.tsv" if_empty(0)
};
static const uint8_t file_8[] = {
#embed "../Normalize/Lexicon/Data/legal-forms.tsv" if_empty(0)
};
static const uint8_t file_9[] = {
#embed "../Normalize/Lexicon/Data/places.tsv" if_empty(0)
};
static const uint8_t file_10[] = {
#embed "../Normalize/Lexicon/Data/roles.tsv" if_empty(0)
};
static const uint8_t file_11[] = {
#embed "../Normalize/Lexicon/Data/southern-readings.tsv" if_empty(0)
};
static const uint8_t file_12[] = {
#embed "../Normalize/Lexicon/Data/surnames.tsv" if_empty(0)
};
static const uint8_t file_13[] = {
#embed "../Normalize/Lexicon/Data/titles.tsv" if_empty(0)
};
static const uint8_t file_14[] = {
#embed "../Normalize/Lexicon/Data/trades.tsv" if_empty(0)
};
static const uint8_t file_15[] = {
#embed "../Normalize/Lexicon/Data/words.tsv" if_empty(0)
};
static const uint8_t file_16[] = {
#embed "../Normalize/Lexicon/Data/zh-stops.tsv" if_empty(0)
};
static const uint8_t file_17[] = {
#embed "../Normalize/Strip/Rules/auditResponsibility.rules" if_empty(0)
};
static const uint8_t file_18[] = {
#embed "../Normalize/Strip/Rules/boardComposition.rules" if_empty(0)
};
static const uint8_t file_19[] = {
#embed "../Normalize/Strip/Rules/caution.rules" if_empty(0)
};
static const uint8_t file_20[] = {
#embed "../Normalize/Strip/Rules/contents.rules" if_empty(0)
};
static const uint8_t file_21[] = {
#embed "../Normalize/Strip/Rules/disclaimer.rules" if_empty(0)
};
static const uint8_t file_22[] = {
#embed "../Normalize/Strip/Rules/formula.rules" if_empty(0)
};
static const uint8_t file_23[] = {
#embed "../Normalize/Strip/Rules/forwardLooking.rules" if_empty(0)
};
static const uint8_t file_24[] = {
#embed "../Normalize/Strip/Rules/identification.rules" if_empty(0)
};
static const uint8_t file_25[] = {
#embed "../Normalize/Strip/Rules/importance.rules" if_empty(0)
};
static const uint8_t file_26[] = {
#embed "../Normalize/Strip/Rules/navigation.rules" if_empty(0)
};
static const uint8_t file_27[] = {
#embed "../Normalize/Strip/Rules/offerLegend.rules" if_empty(0)
};
static const uint8_t file_28[] = {
#embed "../Normalize/Strip/Rules/placeholder.rules" if_empty(0)
};
static const uint8_t file_29[] = {
#embed "../Normalize/Strip/Rules/responsibility.rules" if_empty(0)
};
static const uint8_t file_30[] = {
#embed "../Normalize/Strip/Rules/signature.rules" if_empty(0)
};
static const uint8_t file_31[] = {
#embed "../Normalize/Tables/Data/compiled.bin" if_empty(0)
};
static const uint8_t file_32[] = {
#embed "../Normalize/Tables/Data/han.bin" if_empty(0)
};
static const uint8_t file_33[] = {
#embed "../Normalize/Tables/Data/radicals.tsv" if_empty(0)
};

static const normalize_data_file files[] = {
    {"codes.tsv", file_codes, sizeof file_codes},
    {"entities.tsv", file_0, sizeof file_0},
    {"abbreviations.tsv", file_1, sizeof file_1},
    {"bodies.tsv", file_2, sizeof file_2},
    {"brands.tsv", file_3, sizeof file_3},
    {"en-stops.tsv", file_4, sizeof file_4},
    {"genders.tsv", file_5, sizeof file_5},
    {"law-heads.tsv", file_6, sizeof file_6},
    {"laws.tsv", file_7, sizeof file_7},
    {"legal-forms.tsv", file_8, sizeof file_8},
    {"places.tsv", file_9, sizeof file_9},
    {"roles.tsv", file_10, sizeof file_10},
    {"southern-readings.tsv", file_11, sizeof file_11},
    {"surnames.tsv", file_12, sizeof file_12},
    {"titles.tsv", file_13, sizeof file_13},
    {"trades.tsv", file_14, sizeof file_14},
    {"words.tsv", file_15, sizeof file_15},
    {"zh-stops.tsv", file_16, sizeof file_16},
    {"auditResponsibility.rules", file_17, sizeof file_17},
    {"boardComposition.rules", file_18, sizeof file_18},
    {"caution.rules", file_19, sizeof file_19},
    {"contents.rules", file_20, sizeof file_20},
    {"disclaimer.rules", file_21, sizeof file_21},
    {"formula.rules", file_22, sizeof file_22},
    {"forwardLooking.rules", file_23, sizeof file_23},
    {"identification.rules", file_24, sizeof file_24},
    {"importance.rules", file_25, sizeof file_25},
    {"navigation.rules", file_26, sizeof file_26},
    {"offerLegend.rules", file_27, sizeof file_27},
    {"placeholder.rules", file_28, sizeof file_28},
    {"responsibility.rules", file_29, sizeof file_29},
    {"signature.rules", file_30, sizeof file_30},
    {"compiled.bin", file_31, sizeof file_31},
    {"han.bin", file_32, sizeof file_32},
    {"radicals.tsv", file_33, sizeof file_33},
};

size_t normalize_data_count(void) { return sizeof files / sizeof files[0]; }

normalize_data_file normalize_data_at(size_t index) {
  const normalize_data_file none = {"", (const uint8_t *)"", 0};
  return index < normalize_data_count() ? files[index] : none;
}
